import type { AuditDetail, auditEntries } from "@/drizzle/schema/audit";
import type { Actor } from "@/lib/access/actor";
import type { AuditOutcome } from "@/lib/contract/audit";
import type { AuditAction } from "@/lib/contract/audit-actions";
import type { AuditSubject } from "@/lib/contract/operation";
import { newId } from "@/lib/db/ids";

/** What a row says. Values of fields, bodies and secrets are not among it, by construction. */
export interface AuditFacts {
  actor: Actor;
  action: AuditAction;
  subject: AuditSubject;
  requestId: string;
  /** The job it belongs to. */
  jobId?: string;
  fields?: string[];
  detail?: AuditDetail;
}

/** What an index over a column still takes, whatever the script: at most 2,704 bytes with its neighbors. */
const textBytesMax = 1_000;

const encoder = new TextEncoder();

/**
 * Text that Postgres takes: no NUL, no half of a surrogate pair, not too long for an index. The rest is kept as it
 * came and escaped where it is shown.
 */
function storable(text: string): string {
  const clean = text.replaceAll("\0", "\uFFFD").toWellFormed();
  const { read } = encoder.encodeInto(clean, new Uint8Array(textBytesMax));
  return read < clean.length ? `${clean.slice(0, read)}…` : clean;
}

function storableDetail(detail: AuditDetail): AuditDetail {
  return Object.fromEntries(
    Object.entries(detail).map(([name, value]) => [
      name,
      typeof value === "string" ? storable(value) : value,
    ]),
  );
}

/** The row to insert for these facts. */
export function entryRow(
  facts: AuditFacts,
  outcome: AuditOutcome,
  intentId: string | null = null,
): typeof auditEntries.$inferInsert {
  return {
    id: newId("aud"),
    at: new Date(),
    actorType: facts.actor.type,
    actorId: facts.actor.id,
    actorName: storable(facts.actor.name),
    actorRole: facts.actor.role,
    action: facts.action,
    subjectType: facts.subject.type,
    subjectId: storable(facts.subject.id),
    outcome,
    intentId,
    requestId: facts.requestId,
    jobId: facts.jobId ?? null,
    address: facts.actor.address === null ? null : storable(facts.actor.address),
    fields: (facts.fields ?? []).map(storable),
    detail: storableDetail(facts.detail ?? {}),
  };
}
