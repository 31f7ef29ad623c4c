import "server-only";
import { and, eq, inArray, ne, or, sql } from "drizzle-orm";
import { auditEntries } from "@/drizzle/schema/audit";
import { type AuditPage, listEntries } from "@/lib/audit/read";
import { e2eKeys } from "@/lib/contract/e2e-keys";
import type { Note } from "@/lib/operations/perform";

const lookUpIds = Object.values(e2eKeys)
  .filter(({ kind }) => kind === "reveal")
  .map(({ operationId }) => operationId);

/** Who looked up which keys, and what came of it. */
export function listLookUps({
  rotPublicUid,
  ...page
}: {
  rotPublicUid?: string | undefined;
  cursor?: string | undefined;
  size: number;
}): Promise<AuditPage> {
  const { action, outcome, subjectType, subjectId, detail } = auditEntries;
  const ofDevice =
    rotPublicUid === undefined
      ? undefined
      : or(
          and(eq(subjectType, "device"), eq(subjectId, rotPublicUid)),
          sql`${detail} ->> 'rotPublicUid' = ${rotPublicUid}`,
        );
  return listEntries({}, page, and(inArray(action, lookUpIds), ne(outcome, "intent"), ofDevice));
}

/**
 * Notes whose key it was, where it was asked for by other means: the one thing of an answer that may be kept. Gives the
 * answer back as it is, sealed.
 */
export async function notingDevice<Answer extends { rotPublicUid: string | null }>(
  note: Note,
  revealing: Promise<Answer>,
): Promise<Answer> {
  const answer = await revealing;
  note({ rotPublicUid: answer.rotPublicUid });
  return answer;
}
