import { expect, test } from "vitest";
import { lifeOf } from "./life";

const dates = { startsAt: "2026-01-01T00:00:00.000Z", endsAt: "2027-01-01T00:00:00.000Z" };
const told = (now: string | null, of = dates) =>
  lifeOf(of, now === null ? null : Date.parse(now)).map(({ kind, title, at }) => [
    kind,
    title,
    at.slice(0, 10),
  ]);

test("the dates stand in their order, those that have passed told so", () => {
  expect(told("2026-11-01T00:00:00Z")).toEqual([
    ["ok", "Started", "2026-01-01"],
    ["attention", "Counts as expiring", "2026-10-03"],
    ["neutral", "Ends", "2027-01-01"],
  ]);
  expect(told("2027-02-01T00:00:00Z").slice(1)).toEqual([
    ["neutral", "Counts as expiring", "2026-10-03"],
    ["failed", "Ended", "2027-01-01"],
  ]);
  expect(told("2025-02-01T00:00:00Z")[0]).toEqual(["neutral", "Starts", "2026-01-01"]);
});

test("nothing is said of what is not known", () => {
  expect(told(null).map(([kind]) => kind)).toEqual(["neutral", "neutral", "neutral"]);
  expect(lifeOf({ startsAt: null, endsAt: null }, 0)).toEqual([]);
});
