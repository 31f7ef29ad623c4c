"use client";

import { readFailure } from "@/components/patterns/answer";
import { Dossier, Page } from "@/components/patterns/dossier";
import { type Fact, Facts } from "@/components/patterns/facts";
import { Identifier, IdentifierText } from "@/components/patterns/identifier";
import { Outcome, outcomeKind, outcomeWord } from "@/components/patterns/outcome";
import { PageHead } from "@/components/patterns/page-head";
import { RawJson } from "@/components/patterns/raw-json";
import { Section } from "@/components/patterns/section";
import { ExactTime } from "@/components/patterns/time/timestamp";
import { Timeline } from "@/components/patterns/timeline";
import { Link } from "@/components/ui/link";
import { Skeleton } from "@/components/ui/skeleton";
import { type Role, roleLabels } from "@/lib/access/permissions";
import type { AuditEntry } from "@/lib/contract/audit";
import { useAuditEntry } from "./queries";
import { visibleText } from "./visible-text";

const roleWord = (role: string) => roleLabels[role as Role] ?? role;

function factsOf(entry: AuditEntry): Fact[] {
  return [
    { label: "Time", value: <ExactTime value={entry.at} distance={false} /> },
    { label: "Actor", value: visibleText(entry.actorName) },
    { label: "Role at that time", value: roleWord(entry.actorRole) },
    { label: "Action", value: <span className="font-mono text-12">{entry.action}</span> },
    { label: "Subject", value: `${entry.subjectType} ${visibleText(entry.subjectId)}` },
    { label: "Fields", value: entry.fields.length > 0 ? entry.fields.join(", ") : null, missing: "none" },
    ...Object.entries(entry.detail).map(([name, value]) => ({
      label: name,
      value: <span className="font-mono text-12">{visibleText(String(value))}</span>,
    })),
    { label: "Network address", value: entry.address, missing: "not known" },
    { label: "Request", value: <Identifier value={entry.requestId} label="request id" /> },
    ...jobFacts(entry),
  ];
}

function jobFacts({ jobId }: AuditEntry): Fact[] {
  if (jobId === null) return [];
  const value = (
    <span className="flex flex-wrap items-center gap-x-3">
      <Link href={`/jobs/${jobId}`}>
        <IdentifierText value={jobId} />
      </Link>
      <Link href={`/audit?jobId=${jobId}`}>All its entries</Link>
    </span>
  );
  return [{ label: "Job", value }];
}

function sealOf(entry: AuditEntry): Fact[] {
  return [
    { label: "Sequence", value: entry.sequence, missing: "being sealed" },
    {
      label: "Hash",
      value: entry.hash && <span className="font-mono text-12">{entry.hash}</span>,
      missing: "being sealed",
    },
    {
      label: "Hash before it",
      value: entry.previousHash && <span className="font-mono text-12">{entry.previousHash}</span>,
      missing: "being sealed",
    },
  ];
}

/** One entry, and the other rows of the same request. */
export function AuditEntryScreen({ entryId }: { entryId: string }) {
  const read = useAuditEntry(entryId);
  const failure = readFailure(read);
  const answer = read.data?.value;
  if (failure) return failure;
  if (answer === undefined) return <Skeleton className="h-64 w-full" />;
  const { entry, related } = answer;
  return (
    <Page>
      <PageHead
        title={entry.action}
        status={<Outcome outcome={entry.outcome} variant="badge" />}
        description={<Identifier value={entry.entryId} label="entry id" />}
      />
      <Dossier
        facts={
          <>
            <Section title="What happened">
              <Facts facts={factsOf(entry)} />
            </Section>
            <Section title="Seal" description="The entry's place in the hash chain.">
              <Facts facts={sealOf(entry)} />
            </Section>
          </>
        }
        life={
          <Section title="Same request">
            {related.length === 0 ? (
              <p className="text-13 text-muted">
                This row stands alone: the change and its record were one step.
              </p>
            ) : (
              <Timeline
                label="Rows of the same request"
                entries={related.map((row) => ({
                  id: row.entryId,
                  kind: outcomeKind(row.outcome),
                  title: (
                    <Link href={`/audit/${row.entryId}`}>
                      {outcomeWord(row.outcome)}: {row.action}
                    </Link>
                  ),
                  time: <ExactTime value={row.at} distance={false} />,
                }))}
              />
            )}
          </Section>
        }
      />
      <RawJson label="Raw entry" value={entry} />
    </Page>
  );
}
