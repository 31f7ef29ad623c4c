import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { type ReadLike, readFailure, StaleNotice } from "./answer";

const asOf = new Date("2026-11-22T12:04:00.000Z");
const problem = {
  title: "The calls of this hour are used up",
  code: "vendor_budget_short",
  next: "The next call comes at 12:31 UTC, in 27 minutes. Nothing was changed.",
  retryAfterSeconds: 1_600,
};

function wordsOver(changes: Partial<ReadLike>): string {
  const read = {
    data: undefined,
    error: null,
    errorUpdatedAt: 0,
    isFetching: false,
    refetch: () => {},
    ...changes,
  };
  const markup = renderToStaticMarkup(<StaleNotice read={read} vendor="Juniper" what="the list" />);
  return markup.replaceAll(/<[^>]+>/g, " ").replaceAll(/\s+/g, " ");
}

/** Of the day on which nobody reads this, so that the date stands beside the time. */
const day = "22 November, ";

describe("over an answer that is older than it should be", () => {
  test("because the hour's calls are used up, it is told from when it is and when the next call comes", () => {
    const data = { asOf, staleBecause: "vendor_budget_short", nextAt: new Date("2026-11-22T12:30:20.000Z") };
    const words = wordsOver({ data });
    expect(words).toContain(
      `Shown as of ${day}12:04 UTC: the calls to Juniper of this hour are used up. The next one comes at ${day}12:31 UTC.`,
    );
    expect(words).not.toContain("has not answered");
    expect(wordsOver({ data: { ...data, nextAt: null } })).not.toContain("The next one");
  });

  test("the same is told where the page keeps what it had", () => {
    const errorUpdatedAt = Date.parse("2026-11-22T12:04:00.000Z");
    const words = wordsOver({ data: { asOf, staleBecause: null }, error: { problem }, errorUpdatedAt });
    expect(words).toContain(
      `Shown as of ${day}12:04 UTC: the calls to Juniper of this hour are used up. The next one comes at ${day}12:31 UTC.`,
    );
  });

  test("because of other trouble, the vendor is silent", () => {
    const words = wordsOver({ data: { asOf, staleBecause: "vendor_unavailable", nextAt: null } });
    expect(words).toContain(`Juniper has not answered since ${day}12:04 UTC.`);
    const failed = { data: { asOf, staleBecause: "vendor_budget_short" }, error: new TypeError("x") };
    expect(wordsOver(failed)).toContain("Juniper has not answered since");
  });

  test("nothing is told while all is well", () => {
    expect(wordsOver({ data: { asOf, staleBecause: null } })).toBe("");
  });
});

test("in the place of an answer stands what to wait for, not a failure", () => {
  const read = {
    data: undefined,
    error: { problem },
    errorUpdatedAt: 0,
    isFetching: false,
    refetch: () => {},
  };
  const markup = renderToStaticMarkup(readFailure(read));
  expect(markup).toContain(problem.next);
  expect(markup).not.toContain("tint-failed");
});
