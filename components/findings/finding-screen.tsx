"use client";

import { type ReactNode, useState } from "react";
import { readFailure, StaleNotice } from "@/components/patterns/answer";
import { Dossier, Page } from "@/components/patterns/dossier";
import { Facts } from "@/components/patterns/facts";
import { Notice } from "@/components/patterns/notice";
import { PolledPageHead } from "@/components/patterns/polled-page-head";
import { RawJson } from "@/components/patterns/raw-json";
import { Section } from "@/components/patterns/section";
import { exactTime } from "@/components/patterns/time/format-time";
import { RelativeTime } from "@/components/patterns/time/timestamp";
import { usePollClock } from "@/components/patterns/time/use-poll-clock";
import { useCan } from "@/components/patterns/who";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { MenuItem, MenuLink } from "@/components/ui/menu-items";
import { useShortcut } from "@/components/ui/shortcuts/use-shortcut";
import { Skeleton } from "@/components/ui/skeleton";
import type { Finding } from "@/lib/contract/findings";
import { ChangeForm, type WantedChange } from "./change-form";
import { Evidence } from "./evidence";
import { FindingActivity } from "./finding-activity";
import { FindingStatus } from "./finding-status";
import { useFinding } from "./queries";
import { RelatedDevices } from "./related-devices";
import { kindWords, statusLooks } from "./words";

const refreshEveryMs = 60_000;

/** What is done next, by where it is. */
const nextStep: Record<Finding["status"], { label: string; status: Finding["status"] }> = {
  open: { label: "Acknowledge…", status: "acknowledged" },
  acknowledged: { label: "Resolve…", status: "resolved" },
  resolved: { label: "Reopen…", status: "open" },
};

function WhatNeedsYou({ finding }: { finding: Finding }): ReactNode {
  const { status, reopened, stillReported } = finding;
  if (status === "open" && reopened) {
    return (
      <Notice kind="attention" title="It was resolved, and u-blox reported it anew">
        So it was opened again by itself. What was noted before stands below.
      </Notice>
    );
  }
  if (status !== "resolved" && stillReported === false) {
    return (
      <Notice kind="neutral" title="u-blox does not report it any more">
        The last check did not find it. If the cause is gone, resolve it.
      </Notice>
    );
  }
  return null;
}

function State({ finding, actions }: { finding: Finding; actions: ReactNode }) {
  const { status, owner, note, changedAt } = finding;
  return (
    <Section title="State" description={statusLooks[status].means} actions={actions}>
      <Facts
        facts={[
          { label: "Status", value: <FindingStatus status={status} /> },
          { label: "Owner", value: owner?.name, missing: "nobody" },
          {
            label: "Note",
            value: note && <span className="whitespace-pre-wrap">{note}</span>,
            missing: "none",
          },
          {
            label: "Changed",
            value: changedAt && <RelativeTime value={changedAt} />,
            missing: "never by a person",
          },
        ]}
      />
    </Section>
  );
}

/** One finding: what u-blox says, who else it is about, and where people are with it. */
export function FindingScreen({ findingId }: { findingId: string }) {
  const can = useCan();
  const mayChange = can("findings:write");
  const clock = usePollClock("finding", refreshEveryMs);
  const read = useFinding(findingId, clock.refetchInterval);
  const [wanted, setWanted] = useState<WantedChange | null>(null);
  const finding = read.data?.value;
  const step = finding && nextStep[finding.status];
  const begin = (status?: Finding["status"]) => {
    if (finding && mayChange) setWanted({ finding, status: status ?? finding.status });
  };
  useShortcut({
    keys: "a",
    label: "Acknowledge, resolve or reopen the finding",
    group: "Page",
    run: () => begin(step?.status),
  });
  const failure = readFailure(read);
  if (failure) return failure;
  if (finding === undefined || step === undefined) return <Skeleton className="h-64 w-full" />;
  return (
    <Page>
      <PolledPageHead
        title={
          <>
            {kindWords[finding.kind]} device <span className="font-mono">{finding.rotPublicUid}</span>
          </>
        }
        status={<FindingStatus status={finding.status} variant="badge" />}
        description={<Link href={`/devices/${finding.rotPublicUid}`}>Open device</Link>}
        clock={clock}
        read={read}
        action={
          mayChange ? (
            <Button variant="primary" onClick={() => begin(step.status)}>
              {step.label}
            </Button>
          ) : undefined
        }
        menu={
          <>
            {mayChange && <MenuItem onSelect={() => begin()}>Change state, owner and note…</MenuItem>}
            <MenuLink href={`/findings?rotPublicUid=${finding.rotPublicUid}`}>
              All findings of this device
            </MenuLink>
          </>
        }
      />
      <StaleNotice read={read} vendor="The console" what="this finding" />
      <WhatNeedsYou finding={finding} />
      <Dossier
        facts={
          <>
            <Evidence finding={finding} />
            <RelatedDevices finding={finding} />
          </>
        }
        life={
          <>
            <State
              finding={finding}
              actions={
                mayChange && (
                  <Button size="small" onClick={() => begin()}>
                    Change…
                  </Button>
                )
              }
            />
            {can("audit:read") && <FindingActivity findingId={findingId} />}
          </>
        }
      />
      <RawJson
        label="Raw finding"
        value={finding.raw}
        note={`As u-blox last reported it, on ${exactTime(finding.lastSeenAt, true)}.`}
      />
      <ChangeForm wanted={wanted} onClose={() => setWanted(null)} />
    </Page>
  );
}
