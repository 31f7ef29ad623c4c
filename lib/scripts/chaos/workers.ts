import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const program = fileURLToPath(new URL("./worker.ts", import.meta.url));
const loader = new URL("../register.mjs", import.meta.url).href;

/** Worker processes that are killed and frozen, and of which so many are always there. */
export class Workers {
  readonly #environment: NodeJS.ProcessEnv;
  readonly #rowsPerCall: number;
  readonly #running = new Set<ChildProcess>();
  readonly #frozen = new Set<ChildProcess>();
  /** What they wrote to their error output, for when something went wrong. */
  output = "";
  kills = 0;

  constructor(environment: NodeJS.ProcessEnv, rowsPerCall: number) {
    this.#environment = environment;
    this.#rowsPerCall = rowsPerCall;
  }

  /** Starts one, and waits until it takes messages. */
  async start(): Promise<void> {
    const child = spawn(process.execPath, ["--import", loader, program, String(this.#rowsPerCall)], {
      env: this.#environment,
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    this.#running.add(child);
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => {
        this.output = (this.output + text).slice(-100_000);
      });
    }
    child.once("exit", () => this.#running.delete(child));
    const ended = once(child, "exit").then(() => {
      throw new Error(`A worker ended by itself:\n${this.output.slice(-2_000)}`);
    });
    await Promise.race([once(child, "message"), ended]);
    ended.catch(() => {});
  }

  /** Kills one without a word (SIGKILL) and starts another in its place. */
  async killOne(choose: (count: number) => number): Promise<void> {
    const awake = [...this.#running].filter((child) => !this.#frozen.has(child));
    const victim = awake[choose(awake.length)];
    if (victim === undefined) return;
    this.kills += 1;
    const gone = once(victim, "exit");
    victim.kill("SIGKILL");
    await gone;
    await this.start();
  }

  /** Stops one in its tracks for a while (SIGSTOP), as a machine that was put to sleep, and lets it go on. */
  async freezeOne(ms: number): Promise<void> {
    const [victim] = this.#running;
    if (victim === undefined) return;
    this.#frozen.add(victim);
    victim.kill("SIGSTOP");
    await sleep(ms);
    victim.kill("SIGCONT");
    this.#frozen.delete(victim);
  }

  async stop(): Promise<void> {
    const all = [...this.#running];
    const gone = Promise.all(all.map((child) => once(child, "exit")));
    for (const child of all) child.kill("SIGKILL");
    if (all.length > 0) await gone;
  }
}
