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
  fields?: string[];
  detail?: AuditDetail;
}

const textMax = 1_000;

/** NUL cannot be stored, and a row should stay readable: the rest is kept as it came and escaped where it is shown. */
function storable(text: string): string {
  const clean = text.replaceAll("\0", "�");
  return clean.length > textMax ? `${clean.slice(0, textMax)}…` : clean;
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
    address: facts.actor.address,
    fields: (facts.fields ?? []).map(storable),
    detail: facts.detail ?? {},
  };
}
