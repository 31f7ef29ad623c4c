"use client";

import type { ReactNode } from "react";
import { Link } from "@/components/ui/link";
import { Skeleton } from "@/components/ui/skeleton";
import { outcomeKind, outcomeWord } from "../outcome";
import { Section } from "../section";
import { NoPermission } from "../states";
import { RelativeTime } from "../time/timestamp";
import { Timeline } from "../timeline";
import { useCan } from "../who";
import type { Act } from "./acts";

export interface AuditActivityProps {
  /** "Activity", or "History" where that is the tab's word. */
  title: string;
  description: string;
  /** Names the list: "Activity of this license". */
  label: string;
  /** Undefined until they have been read. */
  acts: readonly Act[] | undefined;
  /** In the place of acts that could not be read. */
  failure: ReactNode;
  /** What it means that there are none. */
  nothing: string;
  /** The same in the audit history. */
  auditHref: string;
  /** Whether there are more than are shown. */
  cut: boolean;
}

/** What was done to a thing through this console, for whoever may read the audit history. */
export function AuditActivity(props: AuditActivityProps) {
  const mayRead = useCan()("audit:read");
  const { acts, failure } = props;
  if (!mayRead) return <NoPermission permission="audit:read" what="see the audit history" />;
  return (
    <Section
      title={props.title}
      description={props.description}
      actions={
        <Link className="text-13" href={props.auditHref}>
          Open in the audit history
        </Link>
      }
    >
      {failure}
      {!failure && acts === undefined && <Skeleton className="h-40 w-full" />}
      {acts?.length === 0 && <p className="text-13 text-muted">{props.nothing}</p>}
      {acts !== undefined && acts.length > 0 && (
        <Timeline
          label={props.label}
          entries={acts.map(({ id, title, outcome, actorName, at }) => ({
            id,
            kind: outcomeKind(outcome),
            title: <Link href={`/audit/${id}`}>{title}</Link>,
            time: <RelativeTime value={at} />,
            detail: outcome === "succeeded" ? actorName : `${actorName} · ${outcomeWord(outcome)}`,
          }))}
        />
      )}
      {props.cut && (
        <p className="text-13 text-muted">These are the latest; the audit history has all of them.</p>
      )}
    </Section>
  );
}
