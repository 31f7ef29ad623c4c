import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { styleText } from "node:util";
import { checkEnv, type Env, env, type Problem } from "@/lib/env";
import { variables } from "@/lib/env/variables";

/** EX_CONFIG of sysexits.h: started with wrong settings, so starting again will not help. */
const wrongSettingsExitCode = 78;

/** Reads `.env` of the project; what is set already wins. */
export function loadEnvFile(): void {
  if (existsSync(".env")) process.loadEnvFile(".env");
}

/** The data folder as set, or its part for one purpose, so that demo, development and production never mix. */
export function dataFolder(part?: "demo" | "dev"): string {
  const folder = resolve(process.env.DATA_DIR?.trim() || variables.DATA_DIR.fallback);
  return part === undefined ? folder : join(folder, part);
}

/**
 * The settings; with wrong ones, says everything that is wrong and ends the process.
 * @param alsoWrong what else is wrong with right ones, for one program
 */
export function requireSettings(alsoWrong: (settings: Env) => Problem[] = () => []): Env {
  const problems = checkEnv();
  if (problems.length === 0) problems.push(...alsoWrong(env()));
  if (problems.length > 0) {
    process.stderr.write(problemTable(problems));
    process.exit(wrongSettingsExitCode);
  }
  return env();
}

/** Problems as a table of three columns, for a terminal or a log. */
export function problemTable(problems: readonly Problem[]): string {
  const rows = problems.map(({ variable, problem, example }) => [variable, problem, example]);
  const header = ["Variable", "Problem", "Example"];
  const widths = header.map((title, column) =>
    Math.max(title.length, ...rows.map((cells) => cells[column]?.length ?? 0)),
  );
  const line = (cells: string[]) =>
    `  ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")}`.trimEnd();
  const count = problems.length === 1 ? "one setting is" : `${problems.length} settings are`;
  return [
    styleText("red", `Muniment cannot start: ${count} wrong.`, { stream: process.stderr }),
    "",
    line(header),
    line(widths.map((width) => "─".repeat(width))),
    ...rows.map(line),
    "",
    "  .env.example explains every variable. Secrets may also be given as files: NAME_FILE=/path.",
    "",
  ].join("\n");
}
