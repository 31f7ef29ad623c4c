import { expect, test } from "vitest";
import { lifeOf } from "./life";

const rootCa = {
  createdAt: "2026-01-01T00:00:00.000Z",
  expiresAt: "2031-01-01T00:00:00.000Z",
  certificate: null,
  certificateValidityDays: 365,
};
const told = (nowMs: number | null) =>
  lifeOf(rootCa, nowMs).map(({ id, kind, at }) => [id, kind, at.slice(0, 10)]);

test("the dates stand in their order, those that have passed marked", () => {
  expect(told(Date.parse("2030-03-01T00:00:00Z"))).toEqual([
    ["created", "ok", "2026-01-01"],
    ["shorter", "attention", "2030-01-01"],
    ["warning", "neutral", "2030-07-05"],
    ["end", "neutral", "2031-01-01"],
  ]);
  expect(told(Date.parse("2031-03-01T00:00:00Z")).at(-1)).toEqual(["end", "failed", "2031-01-01"]);
  expect(told(null).map(([, kind]) => kind)).toEqual(["ok", "neutral", "neutral", "neutral"]);
});

test("certificates of a short life get shorter after the first warning", () => {
  const ids = lifeOf({ ...rootCa, certificateValidityDays: 30 }, null).map(({ id }) => id);
  expect(ids).toEqual(["created", "warning", "shorter", "end"]);
});

test("nothing is said of what is not known", () => {
  expect(lifeOf({ ...rootCa, expiresAt: null }, null).map(({ id }) => id)).toEqual(["created"]);
  expect(
    lifeOf({ ...rootCa, createdAt: null, certificateValidityDays: null }, null).map(({ id }) => id),
  ).toEqual(["warning", "end"]);
});

test("certificates that are to hold as long as the root CA are shorter from the start, which alarms nobody", () => {
  const shorter = lifeOf(
    { ...rootCa, certificateValidityDays: 3_650 },
    Date.parse("2027-01-01T00:00:00Z"),
  )[1];
  expect(shorter).toMatchObject({ id: "shorter", kind: "neutral", at: rootCa.createdAt });
  expect(shorter?.meaning).toContain("From the start");
});
