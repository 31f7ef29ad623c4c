import { readFileSync } from "node:fs";
import { type VariableName, variableNames, variableOf } from "./variables";

/** What a program's environment is: `process.env` or, in tests, a plain object. */
export type Source = Readonly<Record<string, string | undefined>>;

/** Something wrong with one variable. Neither field ever holds the variable's value. */
export interface Problem {
  variable: string;
  /** The end of a sentence that begins with the variable's name. */
  problem: string;
  example: string;
}

export type RawValues = Partial<Record<VariableName, string>>;

/** The example to show beside a problem: how to make a secret, else a value that passes. */
export function exampleOf(name: VariableName): string {
  const { howToMake, example } = variableOf(name);
  return howToMake ?? example;
}

/**
 * Takes each variable as written: trimmed, empty as absent, a secret also from the file that `NAME_FILE` names
 * (container secrets are mounted so).
 */
export function readRaw(source: Source): { raw: RawValues; problems: Problem[] } {
  const raw: RawValues = {};
  const problems: Problem[] = [];
  for (const name of variableNames) {
    const given = written(source[name]);
    const file = variableOf(name).secret ? written(source[`${name}_FILE`]) : undefined;
    if (given !== undefined && file !== undefined) {
      problems.push({
        variable: name,
        problem: `is set and so is ${name}_FILE; keep one of them`,
        example: exampleOf(name),
      });
    } else if (file !== undefined) {
      const content = fileContent(file);
      if (content === undefined) {
        problems.push({
          variable: `${name}_FILE`,
          problem: "names a file that cannot be read or is empty",
          example: `/run/secrets/${name.toLowerCase()}`,
        });
      } else raw[name] = content;
    } else if (given !== undefined) raw[name] = given;
  }
  return { raw, problems };
}

function written(value: string | undefined): string | undefined {
  const trimmed = value?.trim();
  return trimmed === "" ? undefined : trimmed;
}

function fileContent(path: string): string | undefined {
  try {
    return written(readFileSync(/* turbopackIgnore: true */ path, "utf8"));
  } catch {
    return undefined;
  }
}
