import { expect, test, vi } from "vitest";
import { remember } from "./remember";

let number = 0;
function key(): string {
  number += 1;
  return `test ${number}`;
}

test("askers of the same thing share one answer for a while", async () => {
  const [one, ask] = [key(), vi.fn(async () => ({}))];
  const answers = await Promise.all([remember(one, 60_000, ask), remember(one, 60_000, ask)]);
  expect(await remember(one, 60_000, ask)).toBe(answers[0]);
  expect(ask).toHaveBeenCalledTimes(1);
  await remember(key(), 60_000, ask);
  expect(ask).toHaveBeenCalledTimes(2);
});

test("after that it is asked for again", async () => {
  const [one, ask] = [key(), vi.fn(async () => 1)];
  await remember(one, 0, ask);
  await remember(one, 0, ask);
  expect(ask).toHaveBeenCalledTimes(2);
});

test("a failure is told to those who waited for it, and to nobody else", async () => {
  const one = key();
  const ask = vi.fn<() => Promise<number>>().mockRejectedValueOnce(new Error("away")).mockResolvedValue(2);
  const waiting = [remember(one, 60_000, ask), remember(one, 60_000, ask)];
  for (const answer of waiting) await expect(answer).rejects.toThrow("away");
  expect(await remember(one, 60_000, ask)).toBe(2);
});

test("what is not good is asked for again", async () => {
  const [one, ask] = [key(), vi.fn(async () => "partly")];
  for (let times = 0; times < 3; times++) await remember(one, 60_000, ask, () => false);
  expect(ask).toHaveBeenCalledTimes(3);
});

test("it does not grow without bounds", async () => {
  const [first, ask] = [key(), vi.fn(async () => 1)];
  await remember(first, 60_000, ask);
  for (let times = 0; times < 300; times++) await remember(key(), 60_000, ask);
  ask.mockClear();
  await remember(first, 60_000, ask);
  expect(ask).toHaveBeenCalledTimes(1);
});
