import { beforeEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { testDatabase } from "@/lib/db/testing";
import { answerThroughMemory, forgetFreshAnswers } from "./last-answers";
import {
  askForAll,
  knownToAll,
  noteSharedChange,
  type SharedQuestion,
  sweepSharedAnswers,
} from "./shared-answers";

const { owner } = await testDatabase();

const shape = z.object({ item: z.string() });
const read = (stored: unknown) => shape.safeParse(stored).data;
const says = (item: string) => vi.fn(async () => ({ item }));

let number = 0;
let question: SharedQuestion;
beforeEach(() => {
  number += 1;
  question = { operationId: `test.${number}`, input: [], subject: `vendor ${number}`, freshForMs: 60_000 };
  forgetFreshAnswers();
});

/** As long ago as if so much time had passed since. */
const age = (ms: number) => owner`
  update shared_answers set answered_at = answered_at - ${ms} * interval '1 millisecond',
    leased_until = leased_until - ${ms} * interval '1 millisecond' where subject = ${question.subject}`;

describe("an answer for all processes", () => {
  // No memory of a process is in between: each call stands for a process of its own.
  test("is asked for once, however many ask at the same time", async () => {
    const { promise: slow, resolve } = Promise.withResolvers<{ item: string }>();
    const ask = vi.fn(() => slow);
    const asked = Array.from({ length: 5 }, () => askForAll(question, ask, read));
    await vi.waitFor(() => expect(ask).toHaveBeenCalledTimes(1));
    resolve({ item: "a" });
    expect(await Promise.all(asked)).toEqual(Array(5).fill({ item: "a" }));
    expect(ask).toHaveBeenCalledTimes(1);
  });

  test("is everybody's while it is fresh, and asked for again afterwards", async () => {
    await askForAll(question, says("a"), read);
    const again = says("b");
    expect(await askForAll(question, again, read)).toEqual({ item: "a" });
    expect(again).not.toHaveBeenCalled();
    await age(60_001);
    expect(await knownToAll(question, read)).toMatchObject({ value: { item: "a" }, isFresh: false });
    expect(await askForAll(question, again, read)).toEqual({ item: "b" });
    expect(await knownToAll(question, read)).toMatchObject({ value: { item: "b" }, isFresh: true });
  });

  test("is told apart by operation and input", async () => {
    await askForAll(question, says("a"), read);
    expect(await askForAll({ ...question, input: [1] }, says("b"), read)).toEqual({ item: "b" });
    expect(await knownToAll({ ...question, operationId: "other" }, read)).toBeUndefined();
  });

  test("is old after a change, also when it was on its way meanwhile", async () => {
    await askForAll(question, says("a"), read);
    await noteSharedChange(question.subject);
    const { promise: slow, resolve } = Promise.withResolvers<{ item: string }>();
    const ask = vi.fn(() => slow);
    const before = askForAll(question, ask, read);
    await vi.waitFor(() => expect(ask).toHaveBeenCalled());
    await noteSharedChange(question.subject);
    resolve({ item: "before" });
    expect(await before).toEqual({ item: "before" });
    expect(await askForAll(question, says("after"), read)).toEqual({ item: "after" });
    await noteSharedChange("something else");
    expect(await knownToAll(question, read)).toMatchObject({ value: { item: "after" }, isFresh: true });
  });

  test("that failed is asked for by whoever waited", async () => {
    const { promise: slow, reject } = Promise.withResolvers<{ item: string }>();
    const failing = vi.fn(() => slow);
    const first = askForAll(question, failing, read);
    await vi.waitFor(() => expect(failing).toHaveBeenCalled());
    const second = askForAll(question, says("b"), read);
    reject(new Error("no"));
    await expect(first).rejects.toThrow("no");
    expect(await second).toEqual({ item: "b" });
  });

  test("of a process that died while it asked is asked for when its time is over", async () => {
    const dead = vi.fn(() => new Promise<never>(() => {}));
    void askForAll(question, dead, read);
    await vi.waitFor(() => expect(dead).toHaveBeenCalled());
    const next = says("b");
    const waiting = askForAll(question, next, read);
    await new Promise((resolve) => setTimeout(resolve, 250));
    expect(next).not.toHaveBeenCalled();
    await age(20_001);
    expect(await waiting).toEqual({ item: "b" });
  });

  test("that nobody understands any more is asked for", async () => {
    await askForAll(
      question,
      async () => ({ rows: [] }),
      (stored) => stored,
    );
    expect(await askForAll(question, says("a"), read)).toEqual({ item: "a" });
  });

  test("is forgotten after a day", async () => {
    await askForAll(question, says("a"), read);
    await age(25 * 3_600_000);
    await sweepSharedAnswers();
    expect(await knownToAll(question, read)).toBeUndefined();
  });
});

test("within a process it is known with its age, and shared with the memory there", async () => {
  await askForAll(question, says("of another process"), read);
  await age(30_000);
  const ask = says("asked");
  const answer = await answerThroughMemory(
    {
      operationId: question.operationId,
      input: question.input,
      freshForMs: question.freshForMs,
      keepLast: true,
      known: () => knownToAll(question, read),
    },
    () => askForAll(question, ask, read),
    read,
  );
  expect(answer.value).toEqual({ item: "of another process" });
  expect(Date.now() - answer.answeredAt.getTime()).toBeGreaterThan(29_000);
  expect(ask).not.toHaveBeenCalled();
});
