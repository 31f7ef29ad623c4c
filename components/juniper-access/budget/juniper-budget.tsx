"use client";

import { readFailure, StaleNotice } from "@/components/patterns/answer";
import { Dossier } from "@/components/patterns/dossier";
import { Section } from "@/components/patterns/section";
import { Skeleton } from "@/components/ui/skeleton";
import { useShownJuniper } from "../juniper-context";
import { JuniperNotConnected } from "../juniper-not-connected";
import { BudgetGauge } from "./budget-gauge";
import { Callers } from "./callers";
import { FreeingChart } from "./freeing-chart";
import { LanesTable } from "./lanes-table";
import { ShortBudgetHelp } from "./short-budget-help";

/** The hour's calls to Juniper: what is left, for whom, when more come, who used them. */
export function JuniperBudget() {
  const { connection, budget: read } = useShownJuniper();
  if (connection?.state === "not_connected") {
    return <JuniperNotConnected variables={connection.missing} />;
  }
  const failure = readFailure(read, "Onboarding and settings still open.");
  if (failure) return failure;
  const budget = read.data?.value;
  return (
    <>
      <StaleNotice read={read} vendor="The console" what="the budget" />
      <Dossier
        facts={
          <>
            <Section title="Calls left">
              {budget === undefined ? <Skeleton className="h-24 w-full" /> : <BudgetGauge budget={budget} />}
            </Section>
            {budget === undefined ? <Skeleton className="h-64 w-full" /> : <FreeingChart budget={budget} />}
          </>
        }
        life={
          <>
            <Section title="Who goes first">
              {budget === undefined ? (
                <Skeleton className="h-48 w-full" />
              ) : (
                <LanesTable lanes={budget.lanes} />
              )}
            </Section>
            <ShortBudgetHelp />
          </>
        }
      />
      <Callers byWhom={budget?.byWhom} />
    </>
  );
}
