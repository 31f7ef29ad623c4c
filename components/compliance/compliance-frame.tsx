"use client";

import type { ReactNode } from "react";
import { readFailure, StaleNotice } from "@/components/patterns/answer";
import { CallBudgetGauge } from "@/components/patterns/call-budget";
import { Page } from "@/components/patterns/dossier";
import { FilterBar } from "@/components/patterns/filter-bar/filter-bar";
import type { Filter, FilterValue } from "@/components/patterns/filter-bar/types";
import { GroupNotices } from "@/components/patterns/group-notices";
import { Notice } from "@/components/patterns/notice";
import { PolledPageHead } from "@/components/patterns/polled-page-head";
import type { PollClockControl } from "@/components/patterns/time/use-poll-clock";
import { useCan } from "@/components/patterns/who";
import { Skeleton } from "@/components/ui/skeleton";
import { Status } from "@/components/ui/status";
import { TabLinks } from "@/components/ui/tabs";
import type { GroupCompliance } from "@/lib/contract/licenses";
import { Meaning } from "./meaning";
import { type ChosenGroup, withGroup } from "./paths";
import { useBudget, useCompliance } from "./queries";
import { Totals } from "./totals";
import { verdictWords } from "./words";

const groupFilters: Filter[] = [
  {
    key: "customerId",
    label: "Customer",
    kind: "text",
    promoted: true,
    mono: true,
    placeholder: "0100001234",
  },
  { key: "groupId", label: "Group", kind: "text", promoted: true, mono: true, placeholder: "GRP-77" },
];

function WhoseLicenses({ compliance }: { compliance: GroupCompliance | undefined }) {
  return (
    <span>
      What is owned and what is activated
      {compliance && (
        <>
          {": group "}
          <span className="font-mono text-12 text-ink">{compliance.groupId}</span>
          {" of customer "}
          <span className="font-mono text-12 text-ink">{compliance.customerId}</span>
        </>
      )}
      .
    </span>
  );
}

function Verdict({ compliance }: { compliance: GroupCompliance }) {
  const words = verdictWords(compliance);
  if (compliance.compliant)
    return <p className="text-14">In compliance, as far as Muniment knows. {words}</p>;
  return (
    <Notice kind="failed" title={words}>
      Release what is no longer used, or buy what is missing.
    </Notice>
  );
}

/**
 * The page around both lists: whose licenses, whether they are in compliance and why, the sums.
 * @param alsoAsk asks for what the list shows, when somebody wants to see it asked for
 */
export function ComplianceFrame({
  by,
  group,
  onGroup,
  dropped,
  clock,
  alsoAsk,
  children,
}: {
  by: "product" | "device";
  group: ChosenGroup;
  onGroup: (changes: Record<string, FilterValue>) => void;
  dropped: readonly string[];
  clock: PollClockControl;
  alsoAsk?: () => unknown;
  /** The list; it has to say itself that it could not be read. */
  children: (compliance: GroupCompliance) => ReactNode;
}) {
  const can = useCan();
  const budget = useBudget(can("connections:read"));
  const { read, askNow } = useCompliance(group, clock.refetchInterval);
  const compliance = read.data?.value;
  const failure = readFailure(
    read,
    "Licenses and vouchers that were made here and the audit history do not need Juniper and still work.",
  );
  return (
    <Page>
      <PolledPageHead
        title="Compliance"
        status={
          compliance && (
            <Status variant="badge" kind={compliance.compliant ? "ok" : "failed"}>
              {compliance.compliant ? "In compliance" : "Out of compliance"}
            </Status>
          )
        }
        description={
          <div className="flex flex-col gap-1">
            <WhoseLicenses compliance={compliance} />
            {budget && <CallBudgetGauge budget={budget} />}
          </div>
        }
        clock={clock}
        read={{
          // Its age is that of Juniper's answer, which many share, and not of our asking.
          dataUpdatedAt: read.data?.asOf.getTime() ?? 0,
          isFetching: read.isFetching,
          refetch: async () => {
            await askNow();
            await alsoAsk?.();
          },
        }}
      />
      <FilterBar
        filters={groupFilters}
        values={{ customerId: group.customerId, groupId: group.groupId }}
        onChange={onGroup}
        onClear={() => onGroup({ customerId: null, groupId: null })}
        dropped={dropped}
      />
      <StaleNotice read={read} vendor="Juniper" what="the licenses" />
      {failure}
      {!failure && compliance === undefined && <Skeleton className="h-48 w-full" />}
      {compliance && (
        <>
          <GroupNotices group={compliance.group} />
          <Verdict compliance={compliance} />
          <Totals compliance={compliance} group={group} />
          <TabLinks
            label="Compliance"
            items={[
              {
                href: withGroup("/compliance", group),
                label: "By product",
                count: compliance.products.length,
                current: by === "product",
              },
              { href: withGroup("/compliance/devices", group), label: "By device", current: by === "device" },
            ]}
          />
          {children(compliance)}
          <Meaning compliance={compliance} />
        </>
      )}
    </Page>
  );
}
