import "server-only";
import { eq, sql } from "drizzle-orm";
import { users } from "@/drizzle/schema/people";
import { findings } from "@/drizzle/schema/ublox";
import { type Finding, findingStatus } from "@/lib/contract/findings";
import { notFound, Refusal } from "@/lib/contract/problem";
import type { Transaction } from "@/lib/db/connection";
import { publishIn } from "@/lib/domain/events/publish";
import type { RecordsPermit } from "@/lib/operations/records-permit";
import { readLastCheck } from "./last-check";
import { storableNote } from "./note";
import { type FindingRow, toFinding } from "./to-finding";

interface FindingChange {
  status?: Finding["status"] | undefined;
  /** Null: nobody. */
  ownerId?: string | null | undefined;
  note?: string | null | undefined;
  /** Which version the person has seen. */
  version: number;
}

/**
 * Changes the state that people keep of a finding; what is left out stays as it is.
 * @throws Refusal `not_found`; `conflict` when it was changed after this version; `invalid_input` for an owner who is
 * not active
 */
export async function updateFinding(
  { tx }: RecordsPermit,
  findingId: string,
  { status, ownerId, note, version }: FindingChange,
): Promise<Finding> {
  const [row] = await tx.select().from(findings).where(eq(findings.id, findingId)).for("update");
  if (row === undefined) throw notFound("This finding");
  if (row.version !== version) throw changedMeanwhile(row);
  const [changed] = await tx
    .update(findings)
    .set({
      ...(status !== undefined && { status }),
      ...(ownerId !== undefined && (await ownerColumns(tx, row, ownerId))),
      ...(note !== undefined && { note: storableNote(note) }),
      changedAt: sql`now()`,
      version: version + 1,
    })
    .where(eq(findings.id, findingId))
    .returning();
  if (changed === undefined) throw notFound("This finding");
  await publishIn(tx, { type: "findings" });
  return toFinding(changed, await readLastCheck(tx));
}

const statusWords: Record<Finding["status"], string> = {
  open: "open",
  acknowledged: "acknowledged",
  resolved: "resolved",
};

function changedMeanwhile({ status, ownerName }: FindingRow): Refusal {
  const owner = ownerName === null ? "and nobody looks after it" : `and ${ownerName} looks after it`;
  return new Refusal("conflict", {
    detail: `This finding was changed after you opened it: it is ${statusWords[findingStatus.parse(status)]} now, ${owner}.`,
    next: "Close this, look at the finding as it is now, and make your change again if it is still needed.",
  });
}

async function ownerColumns(tx: Transaction, row: FindingRow, ownerId: string | null) {
  if (ownerId === null) return { ownerId: null, ownerName: null };
  const [person] = await tx.select().from(users).where(eq(users.id, ownerId));
  if (person?.state === "active") return { ownerId, ownerName: person.name };
  // Whoever left while looking after it stays named until somebody else does.
  if (row.ownerId === ownerId) return {};
  throw new Refusal("invalid_input", {
    detail: person === undefined ? "There is no such person." : `${person.name} cannot sign in at present.`,
    next: "Choose somebody who is active.",
    errors: [{ path: "ownerId", message: "Choose somebody who is active." }],
  });
}
