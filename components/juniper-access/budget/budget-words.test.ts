import { describe, expect, test } from "vitest";
import type { CallBudget } from "@/lib/contract/juniper-access";
import { callWords } from "../words";
import { freeingPoints, laneSeries } from "./freeing-points";
import { shortageOf } from "./shortage-words";

const at = "2026-11-23T15:40:12Z";
const plenty = { share: 60, used: 0, left: 20, nextAt: null };
const none = (nextAt = at) => ({ ...plenty, left: 0, nextAt });
const budget = (lanes: Partial<CallBudget["lanes"]>, frozenUntil: string | null = null): CallBudget => ({
  limit: 300,
  used: 88,
  left: 212,
  nextFreeAt: at,
  freeing: [],
  lanes: { change: plenty, read: plenty, job: plenty, ...lanes },
  byWhom: [],
  frozenUntil,
});

describe("what is short is told, the worst first", () => {
  test.each([
    [
      "all calls used",
      budget({ change: none(), read: none(), job: none() }, at),
      "All calls of this hour are used",
    ],
    [
      "the vendor's no",
      budget({ read: none(), job: none() }, at),
      "Juniper has had too many calls from this account",
    ],
    ["lookups", budget({ read: none(), job: none() }), "Lookups wait, changes go"],
    ["jobs alone", budget({ job: none() }), "Jobs wait"],
  ])("%s", (_name, standing, title) => {
    expect(shortageOf(standing)).toMatchObject({ title, nextAt: at });
  });

  test("and nothing while everything goes", () => {
    expect(shortageOf(budget({}))).toBeUndefined();
  });
});

test("calls that come free are the places of a chart, by what they were made for", () => {
  const points = freeingPoints([
    { until: "2026-11-23T15:40:12Z", calls: 3, lanes: { change: 1, read: 2, job: 0 } },
    { until: "2026-11-23T15:45:12Z", calls: 4, lanes: { change: 0, read: 0, job: 4 } },
  ]);
  expect(laneSeries.map(({ label }) => label)).toEqual(["Changes", "Lookups", "Jobs"]);
  expect(points).toEqual([
    { key: "0", label: "15:40 UTC", tick: "15:40", counts: [1, 2, 0] },
    { key: "1", label: "15:45 UTC", tick: "15:45", counts: [0, 0, 4] },
  ]);
});

test("a call is named by what it does, where that is known", () => {
  expect(callWords("POST /licenses/activate")).toBe("Activate a license");
  expect(callWords("POST /invoke/pub.apigateway.oauth2/getAccessToken")).toBe("Get an access token");
  expect(callWords("POST /something/else")).toBeUndefined();
  expect(callWords("constructor")).toBeUndefined();
});
