import { expect, test, vi } from "vitest";
import { parsedOnce } from "./parsed-once";

const reader = () => vi.fn((stored: unknown) => (typeof stored === "string" ? { stored } : undefined));

test("a version is fetched and parsed once, also by those who ask at the same time", async () => {
  const read = reader();
  const fetch = vi.fn(async () => "a");
  const all = await Promise.all(Array.from({ length: 20 }, () => parsedOnce(read, "k", "1", fetch)));
  expect(all[0]).toEqual({ stored: "a" });
  for (const value of all) expect(value).toBe(all[0]);
  expect([fetch.mock.calls.length, read.mock.calls.length]).toEqual([1, 1]);
  expect(await parsedOnce(read, "k", "2", async () => "b")).toEqual({ stored: "b" });
  expect(await parsedOnce(read, "k", "2", fetch)).toEqual({ stored: "b" });
});

test("each reader has its own, and what it does not understand is nothing", async () => {
  expect(await parsedOnce(reader(), "k", "1", async () => "a")).toEqual({ stored: "a" });
  const other = vi.fn(() => undefined);
  expect(await parsedOnce(other, "k", "1", async () => "a")).toBeUndefined();
  expect(other).toHaveBeenCalledWith("a");
});

test("a fetch that failed is tried again", async () => {
  const read = reader();
  await expect(parsedOnce(read, "k", "1", () => Promise.reject(new Error("away")))).rejects.toThrow("away");
  expect(await parsedOnce(read, "k", "1", async () => "a")).toEqual({ stored: "a" });
});

test("what was asked about longest ago is given up", async () => {
  const read = reader();
  const fetch = vi.fn(async () => "a");
  for (let number = 0; number < 21; number++) await parsedOnce(read, `k${number}`, "1", fetch);
  await parsedOnce(read, "k20", "1", fetch);
  expect(fetch).toHaveBeenCalledTimes(21);
  await parsedOnce(read, "k0", "1", fetch);
  expect(fetch).toHaveBeenCalledTimes(22);
});
