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
  /** By the name that a worker gives itself in the database. */
  readonly #running = new Map<string, ChildProcess>();
  readonly #starting = new Set<ChildProcess>();
  readonly #frozen = new Set<string>();
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
    this.#starting.add(child);
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => {
        this.output = (this.output + text).slice(-100_000);
      });
    }
    const ended = once(child, "exit").then(() => {
      throw new Error(`A worker ended by itself:\n${this.output.slice(-2_000)}`);
    });
    ended.catch(() => {});
    const [name] = await Promise.race([once(child, "message"), ended]);
    this.#starting.delete(child);
    this.#running.set(String(name), child);
  }

  /** Those that can be killed now. */
  get awake(): string[] {
    return [...this.#running.keys()].filter((name) => !this.#frozen.has(name));
  }

  /** Kills one without a word (SIGKILL) and starts another in its place. */
  async kill(name: string): Promise<void> {
    const victim = this.#running.get(name);
    if (victim === undefined || this.#frozen.has(name)) return;
    this.kills += 1;
    this.#running.delete(name);
    const gone = once(victim, "exit");
    victim.kill("SIGKILL");
    await gone;
    await this.start();
  }

  /** Stops one in its tracks for a while (SIGSTOP), as a machine that was put to sleep, and lets it go on. */
  async freeze(name: string, ms: number): Promise<void> {
    const victim = this.#running.get(name);
    if (victim === undefined) return;
    this.#frozen.add(name);
    victim.kill("SIGSTOP");
    await sleep(ms);
    victim.kill("SIGCONT");
    this.#frozen.delete(name);
  }

  async stop(): Promise<void> {
    const all = [...this.#running.values(), ...this.#starting];
    this.#running.clear();
    const gone = Promise.all(all.map((child) => child.exitCode === null && once(child, "exit")));
    for (const child of all) child.kill("SIGKILL");
    await gone;
  }
}
