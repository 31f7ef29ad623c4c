import { expect, test } from "vitest";
import { fastestMs, firstPace, nextPace, slowestMs } from "./poll-pace";

const moving = { fingerprint: "1 Pending false", moving: true };

test("is fast at the first sight of something that moves", () => {
  expect(nextPace(firstPace, moving).intervalMs).toBe(fastestMs);
});

test("slows down step by step while nothing changes, down to once a minute", () => {
  let pace = firstPace;
  const intervals = Array.from({ length: 8 }, () => {
    pace = nextPace(pace, moving);
    return pace.intervalMs;
  });
  expect(intervals.slice(0, 4)).toEqual([15_000, 22_500, 33_750, 50_625]);
  expect(intervals.slice(4)).toEqual([slowestMs, slowestMs, slowestMs, slowestMs]);
});

test("is fast again after news", () => {
  const slow = nextPace(nextPace(nextPace(firstPace, moving), moving), moving);
  expect(nextPace(slow, { fingerprint: "1 Processing false", moving: true }).intervalMs).toBe(fastestMs);
});

test("asks once a minute when nothing moves", () => {
  const fast = nextPace(firstPace, moving);
  expect(nextPace(fast, { fingerprint: "1 Ready true", moving: false }).intervalMs).toBe(slowestMs);
});
