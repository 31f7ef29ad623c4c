"use client";

import { CallBudgetMeter } from "@/components/patterns/call-budget";
import { budgetWords, nextOne } from "@/components/patterns/call-budget-words";
import { Notice } from "@/components/patterns/notice";
import { minuteOf } from "@/components/patterns/time/format-time";
import { useNow } from "@/components/ui/use-now";
import type { CallBudget } from "@/lib/contract/juniper-access";
import { shortageOf } from "./shortage-words";

const minuteMs = 60_000;

/** The number that matters, large: what is left, what is used, when the next one comes. */
export function BudgetGauge({ budget }: { budget: CallBudget }) {
  const nowMs = useNow(minuteMs);
  const words = budgetWords(budget, nowMs ?? undefined);
  const shortage = shortageOf(budget);
  const { left, limit, used, nextFreeAt, frozenUntil } = budget;
  return (
    <div className="flex flex-col gap-3">
      <p className="flex flex-wrap items-baseline gap-x-2">
        <span className="tabular text-28 font-semibold">{left.toLocaleString("en-US")}</span>
        <span className="text-14 text-soft">
          of {limit.toLocaleString("en-US")} calls left this hour
          {frozenUntil !== null && ", as far as this console has counted"}
        </span>
      </p>
      <CallBudgetMeter budget={budget} words={words} className="h-2" />
      <p className="tabular flex flex-wrap justify-between gap-x-4 text-13 text-muted">
        <span>{used.toLocaleString("en-US")} used in the last 60 minutes</span>
        <span>
          {nextFreeAt === null
            ? "None to wait for"
            : `The next one comes free at ${minuteOf(nextFreeAt, nowMs ?? undefined)}`}
        </span>
      </p>
      {shortage && (
        <Notice
          kind={words.kind === "failed" ? "failed" : "attention"}
          title={`${shortage.title}: ${nextOne(shortage.nextAt, nowMs ?? undefined)}`}
        >
          {shortage.words}
        </Notice>
      )}
    </div>
  );
}
