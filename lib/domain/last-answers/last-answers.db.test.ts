import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { lastAnswers } from "@/drizzle/schema/vendors";
import { db } from "@/lib/db/connection";
import { testDatabase } from "@/lib/db/testing";
import { logger } from "@/lib/log";
import { VendorError, type VendorErrorKind } from "@/lib/vendors/http/vendor-error";
import { answerThroughMemory, forgetFreshAnswers, sweepLastAnswers } from "./last-answers";

const { owner } = await testDatabase();
// Failures are what some of these tests make; the log need not tell of them.
logger().level = "silent";

const shape = z.object({ items: z.array(z.string()) });
type Shape = z.output<typeof shape>;
const readKept = (kept: unknown) => shape.safeParse(kept).data;

let number = 0;
/** A question that nobody has asked before. */
function question(rules: { freshForMs?: number; keepLast?: boolean } = {}) {
  number += 1;
  return { operationId: `test.${number}`, input: [{ page: 1 }], freshForMs: 0, keepLast: true, ...rules };
}

function trouble(kind: VendorErrorKind): VendorError {
  return new VendorError({
    kind,
    vendor: "ublox",
    call: "POST /tag/get",
    requestId: "req_x",
    mayHaveActed: false,
  });
}

/** Keeping goes on after the answer was given. */
async function keptItem({ operationId }: { operationId: string }): Promise<string | undefined> {
  const [row] =
    await owner`select body->'items'->>0 as item from last_answers where operation_id = ${operationId}`;
  return row?.item;
}
const untilKept = (memory: { operationId: string }, item = "a") =>
  vi.waitFor(async () => expect(await keptItem(memory)).toBe(item), 5_000);
const says = (...items: string[]) => vi.fn(async (): Promise<Shape> => ({ items }));
const fails = (error: Error) => vi.fn((): Promise<Shape> => Promise.reject(error));

beforeEach(forgetFreshAnswers);

describe("askers of the same thing at the same time", () => {
  test("cost one call and get one answer", async () => {
    const memory = question();
    const ask = says("a");
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => answerThroughMemory(memory, ask, readKept)),
    );
    expect(ask).toHaveBeenCalledTimes(1);
    for (const answer of answers) expect(answer).toBe(answers[0]);
  });

  test("share a failure too, and the next asker asks again", async () => {
    const memory = question();
    const ask = fails(trouble("timeout"));
    const answers = await Promise.allSettled(
      Array.from({ length: 5 }, () => answerThroughMemory(memory, ask, readKept)),
    );
    expect(answers.every(({ status }) => status === "rejected")).toBe(true);
    expect(ask).toHaveBeenCalledTimes(1);
    expect((await answerThroughMemory(memory, says("b"), readKept)).value).toEqual({ items: ["b"] });
  });

  test("are told apart by operation and by input", async () => {
    const memory = question();
    const [one, other, third] = await Promise.all([
      answerThroughMemory(memory, says("one"), readKept),
      answerThroughMemory({ ...memory, operationId: "devices.list" }, says("other"), readKept),
      answerThroughMemory({ ...memory, input: [{ page: 2 }] }, says("third"), readKept),
    ]);
    expect([one, other, third].map(({ value }) => value.items[0])).toEqual(["one", "other", "third"]);
  });
});

describe("a fresh answer", () => {
  test("is shared for as long as the operation says", async () => {
    const memory = question({ freshForMs: 60_000 });
    const ask = says("a");
    await answerThroughMemory(memory, ask, readKept);
    await answerThroughMemory(memory, ask, readKept);
    expect(ask).toHaveBeenCalledTimes(1);
    vi.useFakeTimers({ now: Date.now() + 60_000, toFake: ["Date"] });
    try {
      await answerThroughMemory(memory, ask, readKept);
    } finally {
      vi.useRealTimers();
    }
    expect(ask).toHaveBeenCalledTimes(2);
  });

  test("is not shared when the operation does not say so", async () => {
    const memory = question();
    const ask = says("a");
    await answerThroughMemory(memory, ask, readKept);
    await answerThroughMemory(memory, ask, readKept);
    expect(ask).toHaveBeenCalledTimes(2);
  });

  test("is over when something was changed at a vendor", async () => {
    const memory = question({ freshForMs: 60_000 });
    await answerThroughMemory(memory, says("before"), readKept);
    forgetFreshAnswers();
    expect((await answerThroughMemory(memory, says("after"), readKept)).value).toEqual({ items: ["after"] });
  });

  test("that was asked for before a change is not handed to who asks after it", async () => {
    const memory = question({ freshForMs: 60_000 });
    const slow = Promise.withResolvers<Shape>();
    const before = answerThroughMemory(memory, () => slow.promise, readKept);
    forgetFreshAnswers();
    const after = answerThroughMemory(memory, says("after"), readKept);
    expect((await after).value).toEqual({ items: ["after"] });
    slow.resolve({ items: ["before"] });
    expect((await before).value).toEqual({ items: ["before"] });
    expect((await answerThroughMemory(memory, says("again"), readKept)).value).toEqual({ items: ["after"] });
    await untilKept(memory, "after");
    expect(
      (await answerThroughMemory({ ...memory, freshForMs: 0 }, fails(trouble("timeout")), readKept)).value,
    ).toEqual({
      items: ["after"],
    });
  });
});

describe("what is known without asking", () => {
  const knownFor = (item: string, ageMs: number, isFresh: boolean) => async () => ({
    value: { items: [item] },
    answeredAt: new Date(Date.now() - ageMs),
    isFresh,
  });

  test("is given while something keeps it up to date, with its age, and nobody is asked", async () => {
    const ask = says("asked");
    const answer = await answerThroughMemory(
      { ...question(), known: knownFor("known", 30_000, true) },
      ask,
      readKept,
    );
    expect(answer.value).toEqual({ items: ["known"] });
    expect(Date.now() - answer.answeredAt.getTime()).toBeGreaterThanOrEqual(30_000);
    expect(ask).not.toHaveBeenCalled();
  });

  test("is not given when nothing keeps it up to date, nor to who wants it asked", async () => {
    const old = { ...question(), known: knownFor("known", 30_000, false) };
    expect((await answerThroughMemory(old, says("asked"), readKept)).value).toEqual({ items: ["asked"] });
    const anew = {
      ...question({ freshForMs: 3_000 }),
      known: knownFor("known", 30_000, true),
      anew: true,
    };
    expect((await answerThroughMemory(anew, says("asked"), readKept)).value).toEqual({ items: ["asked"] });
  });

  test("gives way to an answer that is newer, and the other way round", async () => {
    const memory = question({ freshForMs: 60_000 });
    await answerThroughMemory(memory, says("answered"), readKept);
    const withKnown = (ageMs: number) =>
      answerThroughMemory({ ...memory, known: knownFor("known", ageMs, true) }, says("asked"), readKept);
    expect((await withKnown(30_000)).value).toEqual({ items: ["answered"] });
    expect((await withKnown(-1_000)).value).toEqual({ items: ["known"] });
  });

  test("is given with its age when the vendor is in trouble and nothing newer was answered", async () => {
    const memory = { ...question(), known: knownFor("known", 90_000, false) };
    const error = trouble("timeout");
    const stale = await answerThroughMemory(memory, fails(error), readKept);
    expect(stale).toMatchObject({ value: { items: ["known"] }, staleBecause: error });
    await answerThroughMemory({ ...memory, anew: true }, says("answered"), readKept);
    await untilKept(memory, "answered");
    expect((await answerThroughMemory(memory, fails(error), readKept)).value).toEqual({
      items: ["answered"],
    });
  });
});

describe("while the vendor is in trouble", () => {
  test.each([
    "unavailable",
    "timeout",
    "connection_lost",
    "busy",
    "bad_answer",
    "too_large",
    "denied",
  ] as const)("(%s) its last good answer is given, with its age and the reason", async (kind) => {
    const memory = question();
    const good = await answerThroughMemory(memory, says("a", "b"), readKept);
    await untilKept(memory);
    const error = trouble(kind);
    const stale = await answerThroughMemory(memory, fails(error), readKept);
    expect(stale).toEqual({ value: { items: ["a", "b"] }, answeredAt: good.answeredAt, staleBecause: error });
  });

  test.each(["refused", "not_found", "not_connected", "aborted"] as const)(
    "a clear no (%s) is passed on",
    async (kind) => {
      const memory = question();
      await answerThroughMemory(memory, says("a"), readKept);
      await untilKept(memory);
      const error = trouble(kind);
      await expect(answerThroughMemory(memory, fails(error), readKept)).rejects.toBe(error);
    },
  );

  test("an error of our own is passed on", async () => {
    const memory = question();
    await answerThroughMemory(memory, says("a"), readKept);
    await untilKept(memory);
    await expect(answerThroughMemory(memory, fails(new TypeError("x")), readKept)).rejects.toThrow(TypeError);
  });

  test("and there was no answer yet, the trouble is told", async () => {
    await expect(answerThroughMemory(question(), fails(trouble("timeout")), readKept)).rejects.toMatchObject({
      kind: "timeout",
    });
  });

  test("nothing is kept, and nothing given, where the operation does not keep", async () => {
    const memory = question({ keepLast: false });
    await answerThroughMemory(memory, says("a"), readKept);
    await expect(answerThroughMemory(memory, fails(trouble("timeout")), readKept)).rejects.toMatchObject({
      kind: "timeout",
    });
    expect(await keptItem(memory)).toBeUndefined();
  });

  test("what an earlier release kept and nobody understands any more is not given", async () => {
    const memory = question();
    await answerThroughMemory(memory, says("a"), readKept);
    await untilKept(memory);
    await db()
      .update(lastAnswers)
      .set({ body: { rows: [] } })
      .where(eq(lastAnswers.operationId, memory.operationId));
    await expect(answerThroughMemory(memory, fails(trouble("timeout")), readKept)).rejects.toMatchObject({
      kind: "timeout",
    });
  });

  test("and the database too, the vendor's trouble is what is told", async () => {
    const memory = question();
    await answerThroughMemory(memory, says("a"), readKept);
    await untilKept(memory);
    await owner`alter table last_answers rename to last_answers_away`;
    try {
      await expect(answerThroughMemory(memory, fails(trouble("timeout")), readKept)).rejects.toMatchObject({
        kind: "timeout",
      });
    } finally {
      await owner`alter table last_answers_away rename to last_answers`;
    }
  });
});

describe("keeping", () => {
  test("replaces the answer before", async () => {
    const memory = question();
    await answerThroughMemory(memory, says("first"), readKept);
    await untilKept(memory, "first");
    await answerThroughMemory(memory, says("second"), readKept);
    await untilKept(memory, "second");
  });

  test("never fails the answer itself", async () => {
    await owner`revoke insert on last_answers from muniment_app`;
    try {
      expect((await answerThroughMemory(question(), says("a"), readKept)).value).toEqual({ items: ["a"] });
    } finally {
      await owner`grant insert on last_answers to muniment_app`;
    }
  });

  test("leaves out what is too large to be worth it", async () => {
    const [large, small] = [question(), question()];
    await answerThroughMemory(large, says("x".repeat(600 * 1024)), readKept);
    await answerThroughMemory(small, says("small"), readKept);
    await untilKept(small, "small");
    expect(await keptItem(large)).toBeUndefined();
  });

  test("ends after a week", async () => {
    const memory = question();
    await answerThroughMemory(memory, says("old"), readKept);
    await untilKept(memory, "old");
    const week = 7 * 24 * 60 * 60_000;
    await sweepLastAnswers(new Date(Date.now() + week - 60_000));
    expect(await keptItem(memory)).toBe("old");
    await sweepLastAnswers(new Date(Date.now() + week + 60_000));
    expect(await keptItem(memory)).toBeUndefined();
  });
});
