import { afterEach } from "vitest";
import type { AuditDetail } from "@/drizzle/schema/audit";
import { Refusal } from "@/lib/contract/problem";
import { type Sandbox, type SettingsChange, startSandbox } from "@/lib/sandbox";
import { issuePermit } from "@/lib/vendors/http/issue-permit";
import type { VendorLimits } from "@/lib/vendors/http/limits";
import { SectigoClient } from "@/lib/vendors/sectigo/client";

const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** Closes it when the test is over, the last one first. */
export function closeAfterwards(close: () => Promise<void>): void {
  closing.push(close);
}

/** A stand-in of the vendor with its seeded batches, and a client that is configured for it. */
export async function sandboxWithClient(
  sectigo: SettingsChange["sectigo"] = {},
  limits: Partial<VendorLimits> = {},
): Promise<{ sandbox: Sandbox; client: SectigoClient }> {
  const sandbox = await startSandbox({ settings: { sectigo }, deviceCount: 1 });
  closeAfterwards(() => sandbox.stop());
  const { username, password } = sandbox.credentials.sectigo;
  const client = new SectigoClient(
    { baseUrl: sandbox.urls.sectigo, username, password, upload: "urlencoded" },
    { repeatPauseMs: 1, ...limits },
  );
  closeAfterwards(() => client.close());
  return { sandbox, client };
}

/** The vendor's calls so far, such as "PUT /api/v1/batches", without sign-ins. */
export function callsOf(sandbox: Sandbox): string[] {
  return sandbox
    .calls("sectigo")
    .map(({ method, path }) => `${method} ${path}`)
    .filter((call) => call !== "POST /auth/pwd");
}

export const permit = () => issuePermit({ requestId: "req_test", auditId: "aud_test" });

/** A `note` that keeps what it is told. */
export function notes(): { note: (facts: AuditDetail) => void; noted: AuditDetail } {
  const noted: AuditDetail = {};
  return { note: (facts) => Object.assign(noted, facts), noted };
}

/** The Refusal a promise ends with; a success or any other error fails the test. */
export async function refusalOf(promise: Promise<unknown>): Promise<Refusal> {
  const error = await promise.then(
    () => new Error("it should have been refused"),
    (thrown: unknown) => thrown,
  );
  if (error instanceof Refusal) return error;
  throw error;
}
