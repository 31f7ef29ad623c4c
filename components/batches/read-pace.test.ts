import { expect, test } from "vitest";
import { nextNewsAtMs, readAgainInMs, restEveryMs, untoldEveryMs } from "./read-pace";
import { sampleBatch } from "./testing";

const nowMs = Date.parse("2026-11-22T12:00:00Z");
const after = (ms: number) => new Date(nowMs + ms).toISOString();
const waiting = { vendorStatus: "Pending", statusClass: "waiting", downloadable: false } as const;
const watched = (lookInMs: number) => sampleBatch({ ...waiting, nextLookAt: after(lookInMs) });

test("a batch under watch is read again soon after the next look at it", () => {
  expect(readAgainInMs(watched(20_000), untoldEveryMs, nowMs)).toBe(23_000);
  expect(nextNewsAtMs(watched(20_000), untoldEveryMs, nowMs)).toBe(nowMs + 20_000);
});

test("and once a minute when the next look is further away", () => {
  expect(readAgainInMs(watched(300_000), restEveryMs, nowMs)).toBe(restEveryMs);
  expect(nextNewsAtMs(watched(300_000), restEveryMs, nowMs)).toBe(nowMs + 300_000);
});

test("a look that is late, and a batch that nobody watches, do not make a page ask all the time", () => {
  expect(readAgainInMs(watched(-1), untoldEveryMs, nowMs)).toBe(untoldEveryMs);
  expect(readAgainInMs(sampleBatch(waiting), untoldEveryMs, nowMs)).toBe(untoldEveryMs);
  expect(nextNewsAtMs(sampleBatch(waiting), untoldEveryMs, nowMs)).toBe(nowMs + untoldEveryMs);
});

test("nothing is asked often of a batch that does not move", () => {
  expect(readAgainInMs(sampleBatch({ nextLookAt: after(5_000) }), untoldEveryMs, nowMs)).toBe(restEveryMs);
  expect(readAgainInMs(undefined, untoldEveryMs, nowMs)).toBe(restEveryMs);
});
