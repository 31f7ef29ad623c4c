import { createHash } from "node:crypto";
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

const valueForAll = async (
  asked: typeof question,
  ask: () => Promise<{ item: string }>,
  readStored: typeof read,
) => (await askForAll(asked, ask, readStored)).value;

let number = 0;
let question: SharedQuestion<{ item: string }>;
beforeEach(() => {
  number += 1;
  question = { operationId: `test.${number}`, input: [], subject: `vendor ${number}`, freshForMs: 60_000 };
  forgetFreshAnswers();
});

/** As long ago as if so much time had passed since. */
const age = (ms: number) => owner`
  update shared_answers set answered_at = answered_at - ${ms} * interval '1 millisecond',
    leased_until = leased_until - ${ms} * interval '1 millisecond' where subject = ${question.subject}`;

const rows = () => owner`select from shared_answers where subject = ${question.subject}`;

describe("an answer for all processes", () => {
  // No memory of a process is in between: each call stands for a process of its own.
  test("is asked for once, however many ask at the same time", async () => {
    const { promise: slow, resolve } = Promise.withResolvers<{ item: string }>();
    const ask = vi.fn(() => slow);
    const asked = Array.from({ length: 5 }, () => valueForAll(question, ask, read));
    await vi.waitFor(() => expect(ask).toHaveBeenCalledTimes(1));
    resolve({ item: "a" });
    expect(await Promise.all(asked)).toEqual(Array(5).fill({ item: "a" }));
    expect(ask).toHaveBeenCalledTimes(1);
  });

  test("is everybody's while it is fresh, and asked for again afterwards", async () => {
    await valueForAll(question, says("a"), read);
    const again = says("b");
    expect(await valueForAll(question, again, read)).toEqual({ item: "a" });
    expect(again).not.toHaveBeenCalled();
    await age(60_001);
    expect(await knownToAll(question, read)).toMatchObject({ value: { item: "a" }, isFresh: false });
    expect(await valueForAll(question, again, read)).toEqual({ item: "b" });
    expect(await knownToAll(question, read)).toMatchObject({ value: { item: "b" }, isFresh: true });
  });

  test("is told apart by operation and input", async () => {
    await valueForAll(question, says("a"), read);
    expect(await valueForAll({ ...question, input: [1] }, says("b"), read)).toEqual({ item: "b" });
    expect(await knownToAll({ ...question, operationId: "other" }, read)).toBeUndefined();
  });

  test("is old after a change, also when it was on its way meanwhile", async () => {
    await valueForAll(question, says("a"), read);
    await noteSharedChange(question.subject);
    const { promise: slow, resolve } = Promise.withResolvers<{ item: string }>();
    const ask = vi.fn(() => slow);
    const before = valueForAll(question, ask, read);
    await vi.waitFor(() => expect(ask).toHaveBeenCalled());
    await noteSharedChange(question.subject);
    resolve({ item: "before" });
    expect(await before).toEqual({ item: "before" });
    expect(await valueForAll(question, says("after"), read)).toEqual({ item: "after" });
    await noteSharedChange("something else");
    expect(await knownToAll(question, read)).toMatchObject({ value: { item: "after" }, isFresh: true });
  });

  test("that failed is asked for by whoever waited", async () => {
    const { promise: slow, reject } = Promise.withResolvers<{ item: string }>();
    const failing = vi.fn(() => slow);
    const first = valueForAll(question, failing, read);
    await vi.waitFor(() => expect(failing).toHaveBeenCalled());
    const second = valueForAll(question, says("b"), read);
    reject(new Error("no"));
    await expect(first).rejects.toThrow("no");
    expect(await second).toEqual({ item: "b" });
  });

  test("of a process that died while it asked is asked for when its time is over", async () => {
    const dead = vi.fn(() => new Promise<never>(() => {}));
    void valueForAll(question, dead, read);
    await vi.waitFor(() => expect(dead).toHaveBeenCalled());
    const next = says("b");
    const waiting = valueForAll(question, next, read);
    await new Promise((resolve) => setTimeout(resolve, 250));
    expect(next).not.toHaveBeenCalled();
    await age(20_001);
    expect(await waiting).toEqual({ item: "b" });
  });

  test("that nobody understands any more is asked for", async () => {
    await askForAll<unknown>(
      { ...question, freshForMs: 60_000 },
      async () => ({ rows: [] }),
      (stored) => stored,
    );
    expect(await valueForAll(question, says("a"), read)).toEqual({ item: "a" });
  });

  test("is as old as it cost, where that decides", async () => {
    const costly = { ...question, freshForMs: ({ item }: { item: string }) => item.length * 60_000 };
    await valueForAll(costly, says("two"), read);
    await age(170_000);
    expect(await knownToAll(costly, read)).toMatchObject({ isFresh: true });
    await age(11_000);
    expect(await knownToAll(costly, read)).toMatchObject({ isFresh: false });
  });

  test("is made old by changes that come one after another once it is a minute old", async () => {
    await valueForAll(question, says("a"), read);
    await noteSharedChange(question.subject, "by the minute");
    expect(await knownToAll(question, read)).toMatchObject({ isFresh: true });
    const patient = { ...question, freshForMs: 3_600_000 };
    await owner`update shared_answers set answered_at = answered_at - interval '61 seconds',
      asked_at = asked_at - interval '61 seconds' where subject = ${question.subject}`;
    expect(await knownToAll(patient, read)).toMatchObject({ isFresh: false });
    expect(await valueForAll(patient, says("b"), read)).toEqual({ item: "b" });
    await owner`update shared_answers set answered_at = answered_at - interval '61 seconds'
      where subject = ${question.subject}`;
    expect(await knownToAll(patient, read)).toMatchObject({ isFresh: true });
  });

  test("that takes many calls is not taken from whoever goes on asking", async () => {
    const leasedUntil = async () => {
      const [row] = await owner`select leased_until from shared_answers where subject = ${question.subject}`;
      return z.date().parse(row?.leased_until).getTime();
    };
    await askForAll(
      question,
      async (goingOn) => {
        const before = await leasedUntil();
        await new Promise((resolve) => setTimeout(resolve, 20));
        await goingOn();
        expect(await leasedUntil()).toBeGreaterThanOrEqual(before + 20);
        return { item: "a" };
      },
      read,
    );
    const again = says("b");
    await noteSharedChange(question.subject);
    // The lease was given back all the same.
    expect(await valueForAll(question, again, read)).toEqual({ item: "b" });
  });

  test("can be stored whatever characters it has, and is given as it is stored", async () => {
    expect(await valueForAll(question, says("a\0b\ud800"), read)).toEqual({ item: "a\ufffdb\ufffd" });
    expect(await knownToAll(question, read)).toMatchObject({ value: { item: "a\ufffdb\ufffd" } });
  });

  test("is parsed by no reader of the process that asked, and once by those of another", async () => {
    const [asker, other] = [vi.fn(read), vi.fn(read)];
    for (const item of ["a", "b"]) {
      await noteSharedChange(question.subject);
      const { value } = await askForAll(question, says(item), asker);
      for (let round = 0; round < 5; round++) {
        expect((await knownToAll(question, asker))?.value).toBe(value);
        expect((await knownToAll(question, other))?.value).toEqual({ item });
      }
    }
    expect([asker.mock.calls.length, other.mock.calls.length]).toEqual([0, 2]);
  });

  test("says nothing of its question in the database", async () => {
    const secret = "A1B2-C3D4-E5F6";
    await askForAll({ ...question, input: { activationCode: secret } }, says("a"), read);
    const [row] = await owner`select key, to_jsonb(shared_answers)::text as text from shared_answers
      where subject = ${question.subject}`;
    expect(row?.text).not.toContain(secret);
    const plain = JSON.stringify([question.operationId, { activationCode: secret }]);
    expect(row?.key).not.toBe(createHash("sha256").update(plain).digest("hex"));
  });

  test("leaves no question behind that was never answered, once nobody asks it any more", async () => {
    const { promise: slow, resolve } = Promise.withResolvers<{ item: string }>();
    const asking = valueForAll(question, () => slow, read);
    await vi.waitFor(async () => expect((await rows()).length).toBe(1));
    await expect(
      valueForAll({ ...question, input: [1] }, () => Promise.reject(new Error("no")), read),
    ).rejects.toThrow();
    expect(await rows()).toHaveLength(2);
    await sweepSharedAnswers();
    expect(await rows()).toHaveLength(1);
    resolve({ item: "a" });
    await asking;
    await sweepSharedAnswers();
    expect(await knownToAll(question, read)).toMatchObject({ value: { item: "a" } });
  });

  test("is forgotten after a day", async () => {
    await valueForAll(question, says("a"), read);
    await age(25 * 3_600_000);
    await sweepSharedAnswers();
    expect(await knownToAll(question, read)).toBeUndefined();
  });
});

test("within a process it is known with its age, and shared with the memory there", async () => {
  await valueForAll(question, says("of another process"), read);
  await age(30_000);
  const ask = says("asked");
  const answer = await answerThroughMemory(
    {
      operationId: question.operationId,
      input: question.input,
      freshForMs: 60_000,
      keepLast: true,
      known: () => knownToAll(question, read),
    },
    () => valueForAll(question, ask, read),
    read,
  );
  expect(answer.value).toEqual({ item: "of another process" });
  expect(Date.now() - answer.answeredAt.getTime()).toBeGreaterThan(29_000);
  expect(ask).not.toHaveBeenCalled();
});
