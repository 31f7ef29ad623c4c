import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import type { CallBudget } from "@/lib/contract/juniper-access";
import { CallBudgetGauge } from "./call-budget";

const lane = { share: 60, used: 0, left: 20, nextAt: null };
const budget: CallBudget = {
  limit: 300,
  used: 88,
  left: 212,
  nextFreeAt: null,
  freeing: [],
  lanes: { change: lane, read: lane, job: lane },
  byWhom: [],
  frozenUntil: null,
};

test("the gauge is a meter whose text is what stands beside it, and leads to the budget", () => {
  const markup = renderToStaticMarkup(<CallBudgetGauge budget={budget} />);
  expect(markup).toContain("<meter");
  expect(markup).toMatch(/max="300" value="212" aria-valuetext="212 of 300 Juniper calls left this hour"/);
  expect(markup).toContain('href="/connections/juniper"');
});

test("in a form it leads nowhere", () => {
  const markup = renderToStaticMarkup(<CallBudgetGauge budget={budget} plain />);
  expect(markup).not.toContain("href");
  expect(markup).toContain("212 of 300 Juniper calls left this hour");
});

test("what waits stands beside the number and in the meter's text", () => {
  const waiting = { ...lane, left: 0, nextAt: "2026-11-23T15:40:00Z" };
  const short = { ...budget, left: 60, lanes: { change: lane, read: waiting, job: waiting } };
  const markup = renderToStaticMarkup(<CallBudgetGauge budget={short} />);
  expect(markup.match(/Lookups wait, changes go/g)).toHaveLength(2);
  expect(markup).toContain("bg-attention");
});
