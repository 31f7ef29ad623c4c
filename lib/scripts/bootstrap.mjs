// First thing behind `npm run demo`, `npm run dev` and `npm test`: works in a fresh clone on any Node from 20 on, with
// nothing installed. Installs what the lock file says, then runs the named program on the project's own Node.
//   node lib/scripts/bootstrap.mjs demo --reset
import { spawn, spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { constants } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

const oldestNode = 20;
const projectNode = 24;
const watchParentEveryMs = 1_000;

const root = fileURLToPath(new URL("../../", import.meta.url));
const [program, ...args] = process.argv.slice(2);
const major = Number(process.versions.node.split(".")[0]);

if (major < oldestNode) fail(`Muniment needs Node ${oldestNode} or newer; this is ${process.version}.`);
process.chdir(root);
if (!isInstalled()) install();
process.env.PATH = [join(root, "node_modules", ".bin"), process.env.PATH].join(delimiter);
process.env.NEXT_TELEMETRY_DISABLED = "1";
if (major >= projectNode) await runHere();
else runOnProjectNode();

/** npm writes its own lock file last, so it is there and newer only after a complete installation. */
function isInstalled() {
  const written = join("node_modules", ".package-lock.json");
  return existsSync(written) && statSync(written).mtimeMs >= statSync("package-lock.json").mtimeMs;
}

function install() {
  console.log("Installing the dependencies (about a minute, once) …");
  const npmArgs = ["ci", "--no-audit", "--no-fund", "--loglevel=error"];
  const npm = process.env.npm_execpath;
  const { status } = npm
    ? spawnSync(process.execPath, [npm, ...npmArgs], { stdio: "inherit" })
    : spawnSync("npm", npmArgs, { stdio: "inherit", shell: process.platform === "win32" });
  if (status !== 0) fail("npm ci did not succeed; see above.");
}

async function runHere() {
  stopWithParent(() => process.kill(process.pid, "SIGTERM"));
  process.argv.splice(1, 2, join(root, "lib", "scripts", `${program}.ts`));
  await import("./register.mjs");
  await import(`./${program}.ts`);
}

function runOnProjectNode() {
  const node = join(root, "node_modules", ".bin", "node");
  const child = spawn(
    node,
    ["--import", "./lib/scripts/register.mjs", `lib/scripts/${program}.ts`, ...args],
    {
      stdio: "inherit",
    },
  );
  // A signal may come to the group or to this process alone; the program takes a second one at once as the same.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  stopWithParent(() => child.kill("SIGTERM"));
  child.on("error", (error) => fail(error.message));
  child.on("exit", (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
}

/** A signal to npm alone ends npm and not what it runs; then nobody would be left to stop us. */
function stopWithParent(stop) {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    stop();
  }, watchParentEveryMs);
  timer.unref();
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
