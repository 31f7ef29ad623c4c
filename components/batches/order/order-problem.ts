import { type Problem, problemOf } from "@/components/patterns/problem";
import { problemCodes } from "@/lib/contract/problem";

/** An order that did not come back as done. */
export interface FailedOrder {
  problem: Problem;
  /** Nobody knows whether the vendor took it: it must be looked for before it is sent again. */
  maybeTaken: boolean;
}

/** Answers that say for certain that nothing was ordered have other codes than these. */
const uncertain: readonly (string | undefined)[] = ["outcome_unknown", "internal", undefined];

/** Whatever was thrown by an order, in words for people who would otherwise press the button again. */
export function failedOrder(thrown: unknown, howToFindIt: string): FailedOrder {
  const problem = problemOf(thrown);
  if (!uncertain.includes(problem.code)) return { problem, maybeTaken: false };
  if (problem.code === "outcome_unknown") return { problem, maybeTaken: true };
  return {
    maybeTaken: true,
    problem: {
      ...problem,
      code: "outcome_unknown",
      title: problemCodes.outcome_unknown.title,
      detail: `${problem.detail ?? problem.title} The batch may or may not have been ordered.`,
      next: `${howToFindIt} Nothing is sent a second time by itself.`,
    },
  };
}

/** What an order takes, in one line. A profile that is not metered reports 0. Nothing when the balance does not suffice. */
export function spendLine(size: number, balance: number, lookedUpBy: string): string | undefined {
  if (balance > 0 && size > balance) return undefined;
  const [count, left] = [size, balance].map((value) => value.toLocaleString("en"));
  const spends =
    balance > 0
      ? `Uses ${count} of ${left} balance.`
      : `Orders ${count} ${size === 1 ? "certificate" : "certificates"}; the balance reads 0.`;
  return `${spends} Not idempotent; a lost answer is looked up ${lookedUpBy}, never sent again.`;
}
