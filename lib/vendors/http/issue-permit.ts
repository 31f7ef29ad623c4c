import type { Permit } from "./permit";

/**
 * Makes a permit. Imported by lib/operations alone (a test of the import rules says so): whoever issues one
 * has checked the right and committed the intent row before.
 */
export function issuePermit(granted: { requestId: string; auditId: string }): Permit {
  return Object.freeze({ requestId: granted.requestId, auditId: granted.auditId }) as Permit;
}
