import { beforeEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { testDatabase } from "@/lib/db/testing";
import { logger } from "@/lib/log";
import { VendorError, type VendorErrorKind } from "@/lib/vendors/http/vendor-error";
import { answerForAll } from "./answer-for-all";
import { noteSharedChange, type SharedQuestion } from "./shared-answers";
import { forgetFailures } from "./vendor-rest";

const { owner } = await testDatabase();
logger().level = "silent";

type Shape = { item: string };
const shape = z.object({ item: z.string() });
const read = (stored: unknown) => shape.safeParse(stored).data;
const says = (item: string) => vi.fn(async () => ({ item }));
const fails = (error: Error) => vi.fn((): Promise<Shape> => Promise.reject(error));

let number = 0;
let question: SharedQuestion<Shape>;
beforeEach(() => {
  number += 1;
  question = { operationId: `test.${number}`, input: [], subject: `vendor ${number}`, freshForMs: 60_000 };
  forgetFailures();
});

const age = (ms: number) => owner`
  update shared_answers set answered_at = answered_at - ${ms} * interval '1 millisecond',
    asked_at = asked_at - ${ms} * interval '1 millisecond' where subject = ${question.subject}`;

function trouble(kind: VendorErrorKind, more: { status?: number; retryAfterMs?: number } = {}): VendorError {
  const call = "POST /entitlements/query";
  return new VendorError({
    kind,
    vendor: "juniper",
    call,
    requestId: "req_other",
    mayHaveActed: false,
    ...more,
  });
}

const reading = { requestId: "req_mine" };
const answer = (ask: () => Promise<Shape>, anew = false) =>
  answerForAll(question, reading, ask, read, { anew });

test("fifty askers cost one call, and no query each while they wait", async () => {
  const { promise: slow, resolve } = Promise.withResolvers<Shape>();
  const ask = vi.fn(() => slow);
  const asked = Array.from({ length: 50 }, () => answer(ask));
  await vi.waitFor(() => expect(ask).toHaveBeenCalledTimes(1));
  resolve({ item: "a" });
  const answers = await Promise.all(asked);
  expect(answers.map(({ value }) => value)).toEqual(Array(50).fill({ item: "a" }));
  expect(new Set(answers.map(({ answeredAt }) => answeredAt.getTime())).size).toBe(1);
  expect(ask).toHaveBeenCalledTimes(1);
});

test("whoever asks after a change is not given what was asked for before it", async () => {
  const { promise: slow, resolve } = Promise.withResolvers<Shape>();
  const before = vi.fn(() => slow);
  const first = answer(before);
  await vi.waitFor(() => expect(before).toHaveBeenCalled());
  await noteSharedChange(question.subject);
  const after = says("after");
  const second = answer(after);
  resolve({ item: "before" });
  expect((await first).value).toEqual({ item: "before" });
  expect((await second).value).toEqual({ item: "after" });
  expect(after).toHaveBeenCalledTimes(1);
});

describe("somebody who wants it asked for anew", () => {
  test("is given what is younger than 15 s, and has everything older asked for", async () => {
    await answer(says("a"));
    const again = says("b");
    await age(14_000);
    expect((await answer(again, true)).value).toEqual({ item: "a" });
    await age(2_000);
    expect((await answer(again)).value).toEqual({ item: "a" });
    expect((await answer(again, true)).value).toEqual({ item: "b" });
    expect((await answer(says("c"))).value).toEqual({ item: "b" });
  });
});

describe("when asking fails", () => {
  test.each([
    "unavailable",
    "timeout",
    "connection_lost",
    "busy",
    "bad_answer",
    "too_large",
    "denied",
  ] as const)(
    "with trouble (%s), what was answered before is given, however old, with the reason",
    async (kind) => {
      const { answeredAt } = await answer(says("a"));
      await age(20 * 3_600_000);
      const stale = await answer(fails(trouble(kind)));
      expect(stale).toMatchObject({ value: { item: "a" }, staleBecause: { kind, requestId: "req_mine" } });
      expect(answeredAt.getTime() - stale.answeredAt.getTime()).toBe(20 * 3_600_000);
    },
  );

  test.each(["refused", "not_found", "not_connected"] as const)(
    "with a clear no (%s), that is told",
    async (kind) => {
      await answer(says("a"));
      await age(61_000);
      await expect(answer(fails(trouble(kind)))).rejects.toMatchObject({ kind, requestId: "req_mine" });
    },
  );

  test("with an error of our own, that is told", async () => {
    await answer(says("a"));
    await age(61_000);
    await expect(answer(fails(new TypeError("x")))).rejects.toThrow(TypeError);
  });

  test("and nothing was answered before, the trouble is told", async () => {
    await expect(answer(fails(trouble("timeout")))).rejects.toMatchObject({ kind: "timeout" });
  });

  test("the vendor is not asked again by each of those who waited, nor at once", async () => {
    await answer(says("a"));
    await age(61_000);
    const failing = fails(trouble("timeout"));
    const stale = await Promise.all(Array.from({ length: 20 }, () => answer(failing)));
    expect(stale.every(({ value, staleBecause }) => value.item === "a" && staleBecause !== undefined)).toBe(
      true,
    );
    await answer(failing, true);
    expect(failing).toHaveBeenCalledTimes(1);
    forgetFailures();
    expect(await answer(says("b"))).toMatchObject({ value: { item: "b" } });
  });

  test("in the middle, for want of calls, new ones are not spent on its beginning again and again", async () => {
    await answer(says("a"));
    await age(61_000);
    const halfway = vi.fn(async (goingOn: () => Promise<void>): Promise<Shape> => {
      await goingOn();
      throw trouble("busy", { retryAfterMs: 60_000 });
    });
    for (let round = 0; round < 5; round++) {
      const stale = await answerForAll(question, reading, halfway, read);
      expect(stale).toMatchObject({ value: { item: "a" }, staleBecause: { kind: "busy" } });
    }
    expect(halfway).toHaveBeenCalledTimes(1);
  });

  test("because the hour's calls are used up, the next one may go as soon as there is one", async () => {
    await answer(says("a"));
    await age(61_000);
    const short = await answer(fails(trouble("busy", { retryAfterMs: 600_000 })));
    expect(short.staleBecause).toMatchObject({ kind: "busy", retryAfterMs: 600_000 });
    expect((await answer(says("b"))).value).toEqual({ item: "b" });
  });
});
