import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/** Whether a process of this id is there, no matter whose. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** The command line of a process; empty when there is none. */
export function commandOf(pid: number): string {
  return fromLinux(pid, "cmdline")?.replaceAll("\0", " ") ?? fromPs(pid, "command");
}

/** When a process was started, in the system's own terms: tells a process from a later one with its id. */
export function startOf(pid: number): string {
  // Field 22 of /proc/pid/stat (proc(5)), counted behind the name, which may hold spaces and parentheses.
  const stat = fromLinux(pid, "stat");
  return stat?.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? fromPs(pid, "lstart");
}

/** Waits until a process is gone. @returns whether it is */
export async function isGone(pid: number, withinMs: number): Promise<boolean> {
  const deadline = Date.now() + withinMs;
  while (isAlive(pid)) {
    if (Date.now() > deadline) return false;
    await sleep(20);
  }
  return true;
}

function fromLinux(pid: number, file: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    return undefined;
  }
}

function fromPs(pid: number, column: string): string {
  try {
    return execFileSync("ps", ["-o", `${column}=`, "-p", String(pid)], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }).trim();
  } catch {
    return "";
  }
}
