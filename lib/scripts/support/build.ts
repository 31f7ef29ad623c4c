import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Report } from "./report";
import { runTool } from "./tools";

/** What a build is made from. Tests and the programs beside the console do not go into it. */
const sources = [
  "{app,components,lib,drizzle/schema,public}/**/*",
  "*.{ts,mjs}",
  "{package-lock,tsconfig}.json",
];
const notBuilt =
  /\.test\.tsx?$|^lib[\\/](scripts|sandbox)[\\/]|^(vitest|playwright)\.config|^next-env\.d\.ts$/;

const stampFile = join(".next", "sources.sha256");

/** Whether `.next` holds a build of the sources as they are. */
export function buildIsCurrent(): boolean {
  return existsSync(stampFile) && readFileSync(stampFile, "utf8") === sourcesHash();
}

/** Builds the console for production. @throws with the build's output when it fails */
export async function build(report: Report): Promise<void> {
  report.doing("Building the console");
  const hash = sourcesHash();
  const { succeeded, output } = await runTool("next", ["build"], true);
  if (!succeeded) throw new Error(`next build failed:\n${output}`);
  writeFileSync(stampFile, hash);
  report.done("Built the console");
}

function sourcesHash(): string {
  const files = globSync(sources, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => path.replace(`${process.cwd()}/`, ""))
    .filter((path) => !notBuilt.test(path))
    .sort();
  const hash = createHash("sha256");
  for (const file of files) hash.update(`${file}\0`).update(readFileSync(file)).update("\0");
  return hash.digest("hex");
}
