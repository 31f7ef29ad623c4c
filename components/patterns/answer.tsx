"use client";

import type { ReactNode } from "react";
import { ButtonLink } from "@/components/ui/link";
import { BudgetBanner, StaleBanner } from "./banners";
import { FailedState } from "./failed-state";
import { problemOf } from "./problem";
import { RetryButton } from "./retry-button";
import { Blank } from "./states";

/** What these states need of a read: its last answer with its age, its trouble, and a way to ask again. */
export interface ReadLike {
  data: { asOf: Date; staleBecause: string | null; nextAt?: Date | null } | undefined;
  error: unknown;
  errorUpdatedAt: number;
  isFetching: boolean;
  refetch: () => unknown;
}

/**
 * The banner over an answer that is older than it should be: the server gave what it had kept, or the page keeps
 * what it had. Nothing while all is well.
 */
export function StaleNotice({ read, vendor, what }: { read: ReadLike; vendor: string; what: string }) {
  const { data, error } = read;
  if (data === undefined || (data.staleBecause === null && error === null)) return null;
  const actions = <RetryButton onRetry={() => read.refetch()} retrying={read.isFetching} />;
  const short = budgetShort(read, data);
  if (short !== undefined) {
    return (
      <BudgetBanner
        vendor={vendor}
        asOf={data.asOf.toISOString()}
        nextAt={short.nextAt?.toISOString()}
        actions={actions}
      />
    );
  }
  const silentSince = error === null ? data.asOf : new Date(Math.min(read.errorUpdatedAt, Date.now()));
  return (
    <StaleBanner
      vendor={vendor}
      what={what}
      silentSince={silentSince.toISOString()}
      asOf={data.asOf.toISOString()}
      statusHref="/connections"
      actions={actions}
    />
  );
}

const budgetCode = "vendor_budget_short";

/** When the next call comes, where our own count of calls is all there is to the age of an answer. */
function budgetShort(
  read: ReadLike,
  data: NonNullable<ReadLike["data"]>,
): { nextAt: Date | undefined } | undefined {
  if (read.error === null) {
    return data.staleBecause === budgetCode ? { nextAt: data.nextAt ?? undefined } : undefined;
  }
  const { code, retryAfterSeconds } = problemOf(read.error);
  if (code !== budgetCode) return undefined;
  const nextAt =
    retryAfterSeconds === undefined ? undefined : new Date(read.errorUpdatedAt + retryAfterSeconds * 1_000);
  return { nextAt };
}

/** What stands in the place of an answer that could not be had at all; undefined while there is one, or none yet. */
export function readFailure(read: ReadLike, stillWorks?: ReactNode): ReactNode | undefined {
  if (read.error === null || read.data !== undefined) return undefined;
  const problem = problemOf(read.error);
  if (problem.code === "not_connected") {
    return (
      <Blank title={problem.title} actions={<ButtonLink href="/connections">Open connections</ButtonLink>}>
        {problem.detail && <p>{problem.detail}</p>}
        {problem.next && <p>{problem.next}</p>}
      </Blank>
    );
  }
  return (
    <FailedState
      problem={problem}
      stillWorks={stillWorks}
      onRetry={() => read.refetch()}
      retrying={read.isFetching}
    />
  );
}
