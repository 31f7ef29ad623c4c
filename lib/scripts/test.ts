import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { styleText } from "node:util";
import { ensureChromium } from "./chromium";
import { build, buildIsCurrent } from "./support/build";
import { failedJourneys, failedUnitTests } from "./support/failed-tests";
import { table, terminalReport } from "./support/report";
import { untilToldToStop } from "./support/signals";
import { runTool, stopTools } from "./support/tools";

// npm test: everything there is to check, each step even when one before it failed.
interface Step {
  name: string;
  run: () => Promise<boolean>;
  /** Not worth trying when this step failed. */
  after?: string;
}

const reports = mkdtempSync(join(tmpdir(), "muniment-tests-"));
const unitReport = join(reports, "unit.json");
const journeyReport = join(reports, "journeys.json");

const tool =
  (command: string, ...args: string[]) =>
  async () =>
    (await runTool(command, args)).succeeded;

const steps: Step[] = [
  { name: "Format and lint", run: tool("biome", "ci", ".") },
  { name: "Route types", run: tool("next", "typegen") },
  { name: "Types", run: tool("tsc", "--noEmit"), after: "Route types" },
  { name: "Import rules", run: tool("npm", "run", "--silent", "lint:imports") },
  { name: "Build", run: buildQuietly },
  { name: "Unit and integration tests", run: unitTests },
  { name: "Browser journeys", run: journeys, after: "Build" },
];

async function buildQuietly(): Promise<boolean> {
  const report = terminalReport();
  try {
    if (buildIsCurrent()) report.done("The build is up to date");
    else await build(report);
    return true;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return false;
  }
}

async function unitTests(): Promise<boolean> {
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${unitReport}`];
  return (await runTool("vitest", ["run", ...reporters])).succeeded;
}

async function journeys(): Promise<boolean> {
  console.log(`Chromium: ${ensureChromium()}`);
  process.env.PLAYWRIGHT_JSON_OUTPUT_FILE = journeyReport;
  return (await runTool("playwright", ["test", "--reporter=list,json"])).succeeded;
}

const results = new Map<string, { word: string; seconds: number }>();
let stopped = false;
void untilToldToStop().then(async () => {
  stopped = true;
  await stopTools();
});

for (const { name, run, after } of steps) {
  if (stopped) break;
  if (after !== undefined && results.get(after)?.word !== "passed") {
    results.set(name, { word: "skipped", seconds: 0 });
    continue;
  }
  console.log(`\n${styleText("bold", `— ${name}`)}`);
  const start = Date.now();
  const passed = await run();
  results.set(name, { word: passed ? "passed" : "failed", seconds: (Date.now() - start) / 1000 });
}

console.log(
  `\n${table([...results].map(([name, { word, seconds }]) => [name, word, `${seconds.toFixed(0)} s`]))}`,
);
for (const { name, why } of [...failedUnitTests(unitReport), ...failedJourneys(journeyReport)]) {
  console.log(`\n  ${styleText("red", name)}\n    ${why}`);
}
rmSync(reports, { recursive: true, force: true });
const allPassed =
  results.size === steps.length && [...results.values()].every(({ word }) => word === "passed");
console.log(
  styleText(allPassed ? "green" : "red", `\n  ${stopped ? "Stopped" : allPassed ? "All passed" : "Failed"}`),
);
process.exit(allPassed ? 0 : 1);
