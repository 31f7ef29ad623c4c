import "server-only";
import type { z } from "zod";
import { exampleOf, type Problem, readRaw, type Source } from "./env/read";
import { crossRules } from "./env/rules";
import { type VariableName, variableNames, variableOf, type variables } from "./env/variables";

export type { RoleRule } from "./env/formats";
export type { Problem } from "./env/read";

type Parsed<Name extends VariableName> = z.output<(typeof variables)[Name]["schema"]>;
/** The settings that always have a value: those with a fallback and the required ones. */
type Settled = {
  [Name in VariableName]: (typeof variables)[Name] extends { fallback: string } | { required: string }
    ? Name
    : never;
}[VariableName];

/**
 * The settings, parsed: each variable of `lib/env/variables.ts` under its own name. A vendor's variables, and
 * those of single sign-on, are there all together or not at all.
 */
export type Env = { readonly [Name in Settled]: Parsed<Name> } & {
  readonly [Name in Exclude<VariableName, Settled>]: Parsed<Name> | undefined;
} & {
  /** Whether NODE_ENV is production, which the demo is too: samples and plain HTTP are refused. */
  readonly production: boolean;
};

/** The settings are wrong. The message lists every problem and no value. */
export class EnvError extends Error {
  override readonly name = "EnvError";
  readonly problems: readonly Problem[];
  constructor(problems: readonly Problem[]) {
    super(
      `Wrong settings:\n${problems.map(({ variable, problem }) => `  ${variable} ${problem}`).join("\n")}`,
    );
    this.problems = problems;
  }
}

/** Everything that is wrong with the settings, all at once and in the order of the table; empty when they are fine. */
export function checkEnv(source: Source = process.env): Problem[] {
  const { problems } = parse(source);
  const place = ({ variable }: Problem) =>
    variableNames.findIndex((name) => variable === name || variable === `${name}_FILE`);
  return problems.sort((a, b) => place(a) - place(b));
}

/** Parses settings. @throws EnvError naming every problem */
export function parseEnv(source: Source): Env {
  const problems = checkEnv(source);
  if (problems.length > 0) throw new EnvError(problems);
  return parse(source).values;
}

const holder = globalThis as { munimentEnv?: Env };

/**
 * The settings of this process, parsed at the first call. The server's own modules and those that Next bundles
 * share them. @throws EnvError
 */
export function env(): Env {
  holder.munimentEnv ??= parseEnv(process.env);
  return holder.munimentEnv;
}

/**
 * Completes the settings of this process, for programs that start what the settings point at.
 * @throws EnvError
 */
export function completeEnv(additions: Partial<Record<VariableName, string>>): Env {
  Object.assign(process.env, additions);
  holder.munimentEnv = parseEnv(process.env);
  return holder.munimentEnv;
}

function parse(source: Source): { values: Env; problems: Problem[] } {
  const production = source.NODE_ENV === "production";
  const { raw, problems } = readRaw(source);
  const complained = new Set(problems.map(({ variable }) => variable.replace(/_FILE$/, "")));
  const values: Record<string, unknown> = { production };
  for (const name of variableNames) {
    const { schema, fallback } = variableOf(name);
    const written = raw[name] ?? fallback;
    if (written === undefined) continue;
    const result = schema.safeParse(written);
    if (result.success) values[name] = result.data;
    else {
      complained.add(name);
      problems.push({
        variable: name,
        problem: result.error.issues[0]?.message ?? "is not understood",
        example: exampleOf(name),
      });
    }
  }
  problems.push(...crossRules(raw, production).filter(({ variable }) => !complained.has(variable)));
  values.APP_URL ??= `http://localhost:${String(values.PORT)}`;
  // TypeScript cannot follow a table by name. Each value came out of its own schema, and whatever `Settled`
  // promises is there when no problem was found.
  return { values: values as unknown as Env, problems };
}
