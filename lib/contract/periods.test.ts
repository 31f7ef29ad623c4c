import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { activityQuestion, notificationQuestion } from "./device-events";
import { cloneQuestion } from "./findings";
import { usageQuestion } from "./usage";

beforeEach(() => {
  vi.useFakeTimers({ now: new Date("2026-06-30T12:00:00Z") });
});
afterEach(() => {
  vi.useRealTimers();
});

const rotPublicUid = "0002000089280087";
const devices = { rotPublicUids: [rotPublicUid] };

test("notifications go back 180 days", () => {
  const asks = (from: string, to?: string) => notificationQuestion.safeParse({ devices, from, to }).success;
  expect(asks("2026-01-01T12:00:00Z")).toBe(true);
  expect(asks("2026-01-01T13:59:59+02:00")).toBe(false);
  expect(asks("2026-01-01T11:59:59Z")).toBe(false);
  const type = "DEVICE_ERRORS_EVENT";
  expect(notificationQuestion.safeParse({ devices, from: "2026-06-01T00:00:00Z", type }).success).toBe(false);
});

test("usage goes back 60 days, by days", () => {
  const asks = (from: string, to?: string) => usageQuestion.safeParse({ from, to }).success;
  expect(asks("2026-05-01")).toBe(true);
  expect(asks("2026-04-30")).toBe(false);
  expect(asks("2026-06-30", "2026-06-30")).toBe(true);
  expect(asks("2026-06-30", "2026-06-29")).toBe(false);
  for (const wrong of ["2026-06-30T00:00:00Z", "2026-06-31", "30.06.2026"]) expect(asks(wrong)).toBe(false);
});

test.each([
  ["notifications", (period: object) => notificationQuestion.safeParse({ devices, ...period })],
  ["activities", (period: object) => activityQuestion.safeParse({ rotPublicUid, ...period })],
  ["clones", (period: object) => cloneQuestion.safeParse({ devices, ...period })],
])("%s end after they begin, whatever the zones", (_name, ask) => {
  const from = "2026-06-01T01:00:00+02:00";
  expect(ask({ from }).success).toBe(true);
  expect(ask({ from, to: "2026-05-31T23:00:00Z" }).success).toBe(true);
  expect(ask({ from, to: "2026-05-31T22:59:59Z" }).error?.issues[0]?.path).toEqual(["to"]);
  expect(ask({ from: "2026-06-01" }).success).toBe(false);
});
