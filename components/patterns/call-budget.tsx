"use client";

import { cn } from "@/components/ui/cn";
import { Link } from "@/components/ui/link";
import { StatusIcon } from "@/components/ui/status-icon";
import { useNow } from "@/components/ui/use-now";
import type { CallBudget } from "@/lib/contract/juniper-access";
import { type BudgetWords, budgetWords } from "./call-budget-words";

const minuteMs = 60_000;

const fills: Record<BudgetWords["kind"], string> = {
  ok: "bg-muted",
  attention: "bg-attention",
  failed: "bg-failed",
};

/** The bar alone: how much of the hour's calls is left. Its words stand beside it and are its text. */
export function CallBudgetMeter({
  budget: { left, limit },
  words,
  className,
}: {
  budget: Pick<CallBudget, "left" | "limit">;
  words: BudgetWords;
  className?: string;
}) {
  const share = limit <= 0 ? 0 : Math.min(1, Math.max(0, left / limit));
  const text = words.consequence === undefined ? words.count : `${words.count}. ${words.consequence}`;
  return (
    <span className={cn("block h-1 overflow-hidden rounded-full bg-pressed", className)}>
      {/* The platform's own look differs between browsers; its meaning is what is wanted of it. */}
      <meter
        className="sr-only"
        aria-label="Juniper calls left this hour"
        min={0}
        max={limit}
        value={left}
        aria-valuetext={text}
      />
      <span
        aria-hidden
        className={cn(
          "block h-full origin-left rounded-full transition-transform forced-colors:bg-[Highlight]",
          fills[words.kind],
        )}
        style={{ transform: `scaleX(${share})` }}
      />
    </span>
  );
}

/**
 * One line about Juniper's hourly budget, for lists and forms whose acts cost calls: what is left, what waits when it is
 * short, and where to read more. The capability reads `juniperAccess.budget` itself; while it has no answer it shows none.
 */
export function CallBudgetGauge({
  budget,
  plain = false,
  className,
}: {
  budget: CallBudget;
  /** In forms: without the link, which would lead away from what was entered. */
  plain?: boolean;
  className?: string;
}) {
  const nowMs = useNow(minuteMs);
  const words = budgetWords(budget, nowMs ?? undefined);
  return (
    <div className={cn("flex flex-wrap items-center gap-x-3 gap-y-1 text-13", className)}>
      {words.kind === "ok" ? (
        <CallBudgetMeter budget={budget} words={words} className="w-20 shrink-0" />
      ) : (
        <span className="flex items-center gap-2">
          <StatusIcon kind={words.kind} />
          <CallBudgetMeter budget={budget} words={words} className="w-14 shrink-0" />
        </span>
      )}
      <span className="tabular min-w-0">
        {plain ? (
          words.count
        ) : (
          <Link href="/connections/juniper" className="text-ink">
            {words.count}
          </Link>
        )}
        {words.consequence !== undefined && <span className="text-muted"> · {words.consequence}</span>}
      </span>
    </div>
  );
}
