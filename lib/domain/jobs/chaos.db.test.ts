import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import type { Actor } from "@/lib/access/actor";
import { pauseJob, resumeJob, retryRows, stopJob } from "./control";
import type { JobKinds } from "./kind";
import { closeOrphans } from "./stranded";
import {
  act,
  assignTo,
  jobOf,
  jobsDatabase,
  somebody,
  started,
  targetsByState,
  targetsTo,
  timePasses,
  turn,
} from "./testing";
import { recount } from "./testing.recount";
import {
  fails,
  losesAnswer,
  RecordingVendor,
  type Reply,
  refuses,
  replies,
  rowsKind,
  vendorError,
} from "./testing.vendor";

await jobsDatabase();
let admin: Actor;

beforeAll(async () => {
  admin = await somebody();
});

/** What the vendor does with one call, or what becomes of the process that made it. */
const mishaps = [
  "done",
  "refused",
  "busy",
  "away",
  "lost, acted",
  "lost, not acted",
  "not understood, acted",
  "denied",
  "a bug of ours before it acted",
  "a bug of ours after it acted",
  "killed before it acted",
  "killed after it acted",
] as const;
type Mishap = (typeof mishaps)[number];

/** What happens to the job meanwhile. */
const happenings = [
  "one process drives",
  "two processes drive",
  "time passes",
  "somebody pauses",
  "somebody resumes",
  "somebody stops",
  "somebody tries again what failed",
  "somebody tries again what is unfinished",
  "orphans are closed",
  "a killed process turns out to live",
] as const;
type Happening = (typeof happenings)[number];

interface Scenario {
  rows: number;
  rowsPerCall: number;
  splits: boolean;
  /** Targets that the vendor refuses whatever else it does. */
  bad: number[];
  calls: Mishap[];
  /** Whether it answers, for each time rows are looked up. */
  lookUps: boolean[];
  story: Happening[];
}

const scenario: fc.Arbitrary<Scenario> = fc.record({
  rows: fc.integer({ min: 1, max: 14 }),
  rowsPerCall: fc.integer({ min: 1, max: 5 }),
  splits: fc.boolean(),
  bad: fc.array(fc.integer({ min: 1, max: 14 }), { maxLength: 2 }),
  calls: fc.array(fc.constantFrom(...mishaps), { maxLength: 10 }),
  lookUps: fc.array(fc.boolean(), { maxLength: 4 }),
  story: fc.array(
    // Most of the time somebody drives, as in life.
    fc.oneof(
      { weight: 2, arbitrary: fc.constantFrom(...happenings.slice(0, 3)) },
      fc.constantFrom(...happenings),
    ),
    { maxLength: 12 },
  ),
});

/** One job in the middle of all this. */
class Story {
  readonly vendor = new RecordingVendor();
  readonly kinds: JobKinds;
  readonly #scenario: Scenario;
  readonly #targets: string[];
  /** Has the answers come that killed processes wait for. */
  readonly #late: (() => void)[] = [];
  /** Settles when the next process is killed. */
  #killed = Promise.withResolvers<void>();
  #processes = 0;
  #jobId = "";

  constructor(scenario: Scenario) {
    this.#scenario = scenario;
    this.#targets = targetsTo(scenario.rows);
    const { rowsPerCall, calls, lookUps, bad } = scenario;
    // Where refused calls are not cut, a bad row takes the others of its call with it for good.
    const splits = scenario.splits || bad.length > 0;
    this.kinds = { "tags.assign": rowsKind(this.vendor, { rowsPerCall, splits }) };
    this.vendor.next(...calls.map((mishap) => this.#refusingBad(this.#reply(mishap))));
    for (const index of bad) this.vendor.always(`r${index}`, refuses("Never"));
    const answers = [...lookUps];
    this.vendor.onLookUp = (rows) => {
      if (answers.shift() === false) throw vendorError({ kind: "busy" });
      return this.vendor.truth(rows);
    };
  }

  /** Whatever else happens, a vendor does not do what it refuses. */
  #refusingBad(reply: Reply): Reply {
    const bad = new Set(this.#scenario.bad.map((index) => `r${index}`));
    return (call) => (call.rows.some(({ target }) => bad.has(target)) ? refuses("Never")(call) : reply(call));
  }

  #reply(mishap: Mishap): Reply {
    switch (mishap) {
      case "done":
        return replies.done;
      case "refused":
        return refuses("Not now");
      case "busy":
        return fails({ kind: "busy", retryAfterMs: 1_000 });
      case "away":
        return fails({ kind: "unavailable" });
      case "denied":
        return fails({ kind: "denied" });
      case "lost, acted":
        return losesAnswer(true);
      case "lost, not acted":
        return losesAnswer(false);
      case "not understood, acted":
        return losesAnswer(true, "bad_answer");
      case "a bug of ours before it acted":
        return replies.bug;
      case "a bug of ours after it acted":
        return (call) => {
          call.carryOut();
          return replies.bug();
        };
      case "killed before it acted":
        return () => this.#never(() => refuses("Too late")(never));
      case "killed after it acted":
        return (call) => {
          call.carryOut();
          return this.#never(() => ({ state: "done" }));
        };
    }
  }

  /** The process ends here; or, if the story says so, it was only frozen, and goes on with this answer. */
  #never(answer: () => ReturnType<Reply>): ReturnType<Reply> {
    const goesOn = Promise.withResolvers<void>();
    this.#late.push(goesOn.resolve);
    this.#killed.resolve();
    this.#killed = Promise.withResolvers();
    return goesOn.promise.then(answer);
  }

  async run(): Promise<void> {
    ({ id: this.#jobId } = await started(admin, assignTo(this.#targets), this.kinds));
    for (const happening of this.#scenario.story) {
      await this.#happen(happening);
      await recount(this.#jobId);
    }
    await this.#comeToTheEnd();
    for (const goOn of this.#late) goOn();
    await recount(this.#jobId);
    this.#check(await targetsByState(this.#jobId));
  }

  /** A turn of a process of its own, or as much of it as there is before that process is killed. */
  async #drive(): Promise<void> {
    this.#processes += 1;
    const killed = this.#killed.promise;
    await Promise.race([turn(this.#jobId, this.kinds, `process ${this.#processes}`), killed]);
  }

  async #happen(happening: Happening): Promise<void> {
    const id = this.#jobId;
    switch (happening) {
      case "one process drives":
        return await this.#drive();
      case "two processes drive":
        await Promise.all([this.#drive(), this.#drive()]);
        return;
      case "time passes":
        return await timePasses(id);
      case "orphans are closed":
        return await closeOrphans();
      case "a killed process turns out to live":
        return this.#late.shift()?.();
      case "somebody pauses":
        return await ifPossible(() => act(admin, "jobs.pause", (permit) => pauseJob(permit, admin, id)));
      case "somebody resumes":
        return await ifPossible(() =>
          act(admin, "jobs.resume", (permit) => resumeJob(permit, admin, id, this.kinds)),
        );
      case "somebody stops":
        return await ifPossible(() => act(admin, "jobs.stop", (permit) => stopJob(permit, admin, id)));
      case "somebody tries again what failed":
        return await this.#retry("failed");
      case "somebody tries again what is unfinished":
        return await this.#retry("unfinished");
    }
  }

  async #retry(which: "failed" | "unfinished"): Promise<void> {
    await ifPossible(() =>
      act(admin, "jobs.retry", (permit) => retryRows(permit, admin, this.#jobId, which, this.kinds)),
    );
  }

  /** From here on people and processes do what they should, until nothing is left that they could do. */
  async #comeToTheEnd(): Promise<void> {
    for (let rounds = 0; rounds < 60; rounds++) {
      await this.#drive();
      await timePasses(this.#jobId);
      await closeOrphans();
      const { state, reason } = await jobOf(this.#jobId);
      if (state === "paused" && reason !== "vendor_away") await this.#happen("somebody resumes");
      if (state === "done" && (await this.#isComplete())) return;
      if (state === "done" || state === "stopped") await this.#retry("unfinished");
    }
    throw new Error(`it never ends: ${JSON.stringify(await jobOf(this.#jobId))}`);
  }

  async #isComplete(): Promise<boolean> {
    const { done = [], failed = [], ...rest } = await targetsByState(this.#jobId);
    return (
      Object.keys(rest).length === 0 && failed.every((target) => this.#isBad(target)) && done.length > -1
    );
  }

  #isBad(target: string): boolean {
    return this.#scenario.bad.some((index) => target === `r${index}`);
  }

  #check(found: Partial<Record<string, string[]>>): void {
    const [good, bad] = [true, false].map((is) =>
      this.#targets.filter((target) => this.#isBad(target) !== is),
    );
    expect({ done: found.done ?? [], failed: found.failed ?? [] }).toEqual({ done: good, failed: bad });
    // Each was carried out exactly once, whatever happened.
    expect([...this.vendor.carriedOut.keys()].toSorted()).toEqual(good?.toSorted());
    expect([...this.vendor.carriedOut.values()].every((times) => times === 1)).toBe(true);
  }
}

const never = {} as never;

/** What the state of the job does not allow is refused, and that is all. */
async function ifPossible(run: () => Promise<unknown>): Promise<void> {
  await run().catch((error: { code?: string }) => {
    expect(error.code).toBe("conflict");
  });
}

const scenariosAtOnce = 8;

test("whatever the vendor, the processes and the people do: in the end every row is carried out once, and no count ever lies", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(scenario, { minLength: scenariosAtOnce, maxLength: scenariosAtOnce }),
      async (scenarios) => {
        const stories = scenarios.map((one) =>
          new Story(one).run().catch((cause: unknown) => {
            throw new Error(`in the story ${JSON.stringify(one)}`, { cause });
          }),
        );
        for (const end of await Promise.allSettled(stories)) if (end.status === "rejected") throw end.reason;
      },
    ),
    // Each story is small as it is; the seed is printed with the first that goes wrong.
    { numRuns: 7, endOnFailure: true, includeErrorInReport: true },
  );
}, 60_000);
