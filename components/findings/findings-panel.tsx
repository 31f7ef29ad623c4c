"use client";

import { readFailure, StaleNotice } from "@/components/patterns/answer";
import { Section } from "@/components/patterns/section";
import { exactTime } from "@/components/patterns/time/format-time";
import { RelativeTime } from "@/components/patterns/time/timestamp";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { Skeleton } from "@/components/ui/skeleton";
import { Status } from "@/components/ui/status";
import type { ReadResult } from "@/lib/browser/queries";
import type { Finding } from "@/lib/contract/findings";
import { findingPage } from "./columns";
import { FindingStatus } from "./finding-status";
import { useClonesOf, useDeviceFindings, useSuspicionsOf } from "./queries";
import { kindWords, reasonsOf } from "./words";

function KnownFinding({ finding }: { finding: Finding }) {
  const reasons = reasonsOf(finding).map(({ short }) => short);
  return (
    <li className="grid gap-x-4 gap-y-1 border-t border-line py-2 first:border-t-0 first:pt-0 sm:grid-cols-[160px_minmax(0,1fr)_auto]">
      <span>
        <FindingStatus status={finding.status} />
      </span>
      <span className="min-w-0">
        <Link href={findingPage(finding.findingId)}>
          {kindWords[finding.kind]}: {reasons.join(" · ")}
        </Link>
        <span className="block text-12 text-muted">
          {finding.owner ? `${finding.owner.name} looks after it` : "Nobody looks after it"}
        </span>
      </span>
      <span className="text-12 text-muted">
        last seen <RelativeTime value={finding.lastSeenAt} />
      </span>
    </li>
  );
}

function Known({ rotPublicUid }: { rotPublicUid: string }) {
  const read = useDeviceFindings(rotPublicUid);
  const answer = read.data?.value;
  return (
    <Section
      title="Findings of this device"
      description="What u-blox reported so far, and what was made of it."
    >
      <StaleNotice read={read} vendor="The console" what="the findings" />
      {readFailure(read)}
      {!answer && !read.error && <Skeleton className="h-16 w-full" />}
      {answer?.items.length === 0 && (
        <p className="text-13 text-muted">Nothing was reported of this device.</p>
      )}
      {answer && answer.items.length > 0 && (
        <ul aria-label="Findings of this device" className="text-13">
          {answer.items.map((finding) => (
            <KnownFinding key={finding.findingId} finding={finding} />
          ))}
        </ul>
      )}
      {answer && answer.page.total > answer.items.length && (
        <Link className="text-13" href={`/findings?rotPublicUid=${rotPublicUid}`}>
          All {answer.page.total.toLocaleString("en-US")} findings
        </Link>
      )}
    </Section>
  );
}

interface Reported {
  items: readonly { reasons?: string[]; at: string | null }[];
  shortfall: string | null;
}

/** One of the two questions that u-blox answers about a device. */
function Answered(props: {
  read: ReadResult<Reported>;
  kind: Finding["kind"];
  question: string;
  none: string;
  some: string;
}) {
  const { read, kind } = props;
  const answer = read.data?.value;
  const reasons = new Set(
    answer?.items.flatMap((item) =>
      reasonsOf({ kind, reasons: item.reasons ?? [] }).map(({ short }) => short),
    ),
  );
  return (
    <li className="border-t border-line py-2 first:border-t-0 first:pt-0">
      <StaleNotice read={read} vendor="u-blox" what="what it said" />
      {readFailure(read)}
      {!answer && !read.error && <Skeleton className="w-56" />}
      {answer && (
        <div className="grid gap-x-4 gap-y-1 sm:grid-cols-[160px_minmax(0,1fr)]">
          <span className="text-muted">{props.question}</span>
          <span className="min-w-0">
            <Status kind={answer.items.length === 0 ? "ok" : "attention"}>
              {answer.items.length === 0 ? props.none : props.some}
            </Status>
            {reasons.size > 0 && <span className="block text-12 text-muted">{[...reasons].join(" · ")}</span>}
            {answer.shortfall && <span className="block text-12 text-muted">{answer.shortfall}</span>}
          </span>
        </div>
      )}
    </li>
  );
}

/** What u-blox says of the device at this moment; it is kept as a finding at once. */
function Live({ rotPublicUid }: { rotPublicUid: string }) {
  const clones = useClonesOf(rotPublicUid);
  const suspicions = useSuspicionsOf(rotPublicUid);
  const asOf = clones.data?.asOf;
  const asking = clones.isFetching || suspicions.isFetching;
  return (
    <Section
      title="What u-blox says now"
      description={
        asOf ? `Asked on ${exactTime(asOf.toISOString(), true)}.` : "It is asked when this page is opened."
      }
      actions={
        <Button
          size="small"
          loading={asking}
          onClick={() => {
            void clones.refetch();
            void suspicions.refetch();
          }}
        >
          Ask u-blox again
        </Button>
      }
    >
      <ul aria-label="What u-blox says now" className="text-13">
        <Answered
          read={clones}
          kind="clone"
          question="Cloned"
          none="Not reported as cloned"
          some="Reported as cloned"
        />
        <Answered
          read={suspicions}
          kind="suspicious"
          question="Suspicious"
          none="Not reported as suspicious"
          some="Reported as suspicious"
        />
      </ul>
    </Section>
  );
}

/** Findings of one device, and a live question to the vendor. */
export function FindingsPanel({ rotPublicUid }: { rotPublicUid: string }) {
  return (
    <div className="flex flex-col gap-8">
      <Known rotPublicUid={rotPublicUid} />
      <Live rotPublicUid={rotPublicUid} />
    </div>
  );
}
