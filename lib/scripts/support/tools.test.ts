import { readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { isAlive } from "@/lib/db/embedded/processes";
import { runTool, stopTools } from "./tools";

test("tells success from failure and collects what was written", async () => {
  expect(await runTool("node", ["--eval", "console.log('out'); console.error('err')"], true)).toEqual({
    succeeded: true,
    output: "out\nerr\n",
  });
  expect(await runTool("node", ["--eval", "process.exit(3)"], true)).toMatchObject({ succeeded: false });
});

test("what a tool starts and forgets does not outlive it", async () => {
  const forgetful = `
    const { spawn } = require("node:child_process");
    const child = spawn("sleep", ["60"], { stdio: "ignore" });
    console.log(child.pid);
    process.exit();`;
  const { output } = await runTool("node", ["--eval", forgetful], true);
  const pid = Number(output);
  for (let waited = 0; isRunning(pid) && waited < 2_000; waited += 20) await sleep(20);
  expect(isRunning(pid)).toBe(false);
});

test("stopping ends a running tool, which then counts as failed", async () => {
  const marker = join(tmpdir(), `muniment-tool-${process.pid}`);
  const running = runTool(
    "node",
    [
      "--eval",
      `require("node:fs").writeFileSync(${JSON.stringify(marker)}, "up"); setInterval(() => {}, 1000)`,
    ],
    true,
  );
  await expect.poll(() => readFileSync(marker, "utf8"), { timeout: 4_000 }).toBe("up");
  await stopTools();
  expect(await running).toMatchObject({ succeeded: false });
  rmSync(marker);
});

/** A killed process whose parent has not taken notice yet still has its id, as a zombie. */
function isRunning(pid: number): boolean {
  if (!isAlive(pid)) return false;
  try {
    return !/\) Z/.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return isAlive(pid);
  }
}
