"use client";

import { useEffect } from "react";
import { announce } from "@/components/ui/live-region";
import { countOf } from "../words/counting";
import { plannedRows } from "../words/progress";
import type { PlanView } from "./plan-view";

/** Says once that the plan is ready, or could not be made: whoever waits may not be looking. */
export function usePlanNews(view: PlanView): void {
  const news =
    view.shows === "ready"
      ? `The plan is ready: ${countOf(plannedRows(view.job.rows), view.job.unit)}, ${view.job.rows.skipped.toLocaleString("en-US")} skipped.`
      : view.shows === "over" && view.job.state === "failed"
        ? "The plan could not be made."
        : undefined;
  useEffect(() => {
    if (news !== undefined) announce(news);
  }, [news]);
}
