import { describe, expect, test } from "vitest";
import { failedOrder, spendLine } from "./order-problem";

const howToFindIt = "Look for a batch called “Meters”.";
const problem = (code: string | undefined) => ({
  title: "Title",
  detail: "Detail.",
  next: "Try again.",
  code,
});

describe("an order that did not come back as done", () => {
  test.each([
    "invalid_input",
    "conflict",
    "vendor_refused",
    "vendor_unavailable",
    "audit_unavailable",
    "forbidden",
  ])("was certainly not taken: %s", (code) => {
    expect(failedOrder(problem(code), howToFindIt)).toEqual({ problem: problem(code), maybeTaken: false });
  });

  test("may have been taken when the server says that it does not know", () => {
    const found = failedOrder(problem("outcome_unknown"), howToFindIt);
    expect(found).toEqual({ problem: problem("outcome_unknown"), maybeTaken: true });
  });

  test.each([
    problem("internal"),
    problem(undefined),
    new TypeError("fetch failed"),
    new Error("unreadable"),
  ])("may have been taken when nobody answered as the contract says: %o", (thrown) => {
    const found = failedOrder(thrown, howToFindIt);
    expect(found.maybeTaken).toBe(true);
    expect(found.problem.code).toBe("outcome_unknown");
    expect(found.problem.next).toContain(howToFindIt);
    expect(found.problem.next).not.toContain("Try again");
  });
});

describe("what an order takes", () => {
  test("is said with the balance", () => {
    expect(spendLine(50_000, 120_000, "by name")).toBe(
      "Uses 50,000 of 120,000 balance. Not idempotent; a lost answer is looked up by name, never sent again.",
    );
  });

  test("is not said when there is too little for it", () => {
    expect(spendLine(700, 600, "by name")).toBeUndefined();
  });

  test("is said without a false share of a balance that reads 0", () => {
    expect(spendLine(10, 0, "by name")).toMatch(/^Orders 10 certificates; the balance reads 0\./);
  });
});
