import type { Permit } from "./permit";

/**
 * Makes a permit. Imported by lib/operations alone (a test of the import rules says so): whoever issues one
 * has checked the right and committed the intent row before.
 */
export function issuePermit(
  granted: Pick<Permit, "requestId" | "auditId" | "mayBegin" | "background" | "askedBy">,
): Permit {
  const { requestId, auditId, mayBegin, background, askedBy } = granted;
  return Object.freeze({ requestId, auditId, mayBegin, background, askedBy }) as Permit;
}
