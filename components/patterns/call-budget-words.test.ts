import { expect, test } from "vitest";
import type { CallBudget } from "@/lib/contract/juniper-access";
import { budgetWords } from "./call-budget-words";

const nowMs = Date.parse("2026-11-23T15:00:00Z");
const at = "2026-11-23T15:40:12Z";
const later = "2026-11-24T00:10:00Z";
const plenty = { share: 60, used: 0, left: 20, nextAt: null };
const none = (nextAt: string) => ({ ...plenty, left: 0, nextAt });

function budget(changes: Partial<CallBudget>): CallBudget {
  return {
    limit: 1_300,
    used: 88,
    left: 1_212,
    nextFreeAt: at,
    freeing: [],
    lanes: { change: plenty, read: plenty, job: plenty },
    byWhom: [],
    frozenUntil: null,
    ...changes,
  };
}

test("plenty is told in one line, also while only jobs wait", () => {
  const told = {
    kind: "ok",
    count: "1,212 of 1,300 Juniper calls left this hour",
    consequence: undefined,
  };
  expect(budgetWords(budget({}), nowMs)).toEqual(told);
  expect(budgetWords(budget({ lanes: { change: plenty, read: plenty, job: none(at) } }), nowMs)).toEqual(
    told,
  );
});

test("short for lookups: these wait, changes go", () => {
  const lanes = { change: plenty, read: none(at), job: none(later) };
  expect(budgetWords(budget({ left: 60, lanes }), nowMs)).toEqual({
    kind: "attention",
    count: "60 of 1,300 Juniper calls left this hour",
    consequence: "Lookups wait, changes go: next one at 15:41 UTC",
  });
});

test("used up: everything waits for the next change that may go, with its day where it is another one", () => {
  const lanes = { change: none(later), read: none(at), job: none(at) };
  expect(budgetWords(budget({ left: 0, lanes }), nowMs)).toEqual({
    kind: "failed",
    count: "0 of 1,300 Juniper calls left this hour",
    consequence: "Lookups and changes wait: next one at 24 November, 00:10 UTC",
  });
  expect(budgetWords(budget({ left: 0, lanes, frozenUntil: at }), nowMs).kind).toBe("failed");
});

test("frozen by the vendor: no count of ours is told as if it were the vendor's", () => {
  const lanes = { change: plenty, read: none(at), job: none(at) };
  expect(budgetWords(budget({ lanes, frozenUntil: at }), nowMs)).toEqual({
    kind: "attention",
    count: "Juniper has had too many calls from this account",
    consequence: "Lookups and jobs wait, changes go: next one at 15:41 UTC",
  });
});
