import { spawn } from "node:child_process";
import { delimiter, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";

export interface ToolResult {
  succeeded: boolean;
  /** What it wrote, when it was run quietly. */
  output: string;
}

const stopWithinMs = 40_000;

/** Process groups of tools that are running. */
const groups = new Set<number>();

/**
 * Runs a program of node_modules/.bin. It gets a process group of its own, which is ended as a whole afterwards:
 * whatever a test runner forgets to end does not outlive it.
 * @param quiet collects the output instead of showing it
 */
export async function runTool(command: string, args: string[], quiet = false): Promise<ToolResult> {
  const child = spawn(command, args, {
    stdio: ["ignore", quiet ? "pipe" : "inherit", quiet ? "pipe" : "inherit"],
    detached: true,
    env: { ...process.env, ...toolEnvironment() },
  });
  const ended = new Promise<boolean>((resolveEnded) => {
    child.once("error", (error) => {
      console.error(`${command}: ${error.message}`);
      resolveEnded(false);
    });
    child.once("exit", (code) => resolveEnded(code === 0));
  });
  const { pid, stdout, stderr } = child;
  if (pid !== undefined) groups.add(pid);
  const written = Promise.all([stdout, stderr].map((stream) => (stream === null ? "" : text(stream))));
  const succeeded = await ended;
  if (pid !== undefined) {
    signalGroup(pid, "SIGKILL");
    groups.delete(pid);
  }
  return { succeeded, output: (await written).join("") };
}

/** Asks every running tool to stop, and ends it if it does not. */
export async function stopTools(): Promise<void> {
  for (const group of groups) signalGroup(group, "SIGINT");
  const deadline = Date.now() + stopWithinMs;
  while (groups.size > 0 && Date.now() < deadline) await sleep(50);
  for (const group of groups) signalGroup(group, "SIGKILL");
}

function toolEnvironment(): Record<string, string> {
  return {
    NEXT_TELEMETRY_DISABLED: "1",
    PATH: [resolve("node_modules/.bin"), process.env.PATH].join(delimiter),
  };
}

function signalGroup(group: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-group, signal);
  } catch {
    // Nobody is left in it.
  }
}
