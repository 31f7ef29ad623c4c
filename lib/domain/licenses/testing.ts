import type { Sql } from "postgres";
import type { Actor } from "@/lib/access/actor";
import type { AuditAction } from "@/lib/contract/audit-actions";
import { newId } from "@/lib/db/ids";
import { forgetFailures } from "@/lib/domain/last-answers/vendor-rest";
import { countJuniperCalls } from "@/lib/domain/vendor-budget/juniper-budget";
import { completeEnv } from "@/lib/env";
import { type Note, performAtVendor } from "@/lib/operations/perform";
import { startJuniperSandbox } from "@/lib/sandbox";
import { juniperCredentials } from "@/lib/sandbox/credentials";
import { BASE_PATH, operationPaths, TOKEN_PATH } from "@/lib/sandbox/juniper/wire";
import { countedBy } from "@/lib/vendors/http/admission";
import type { Permit } from "@/lib/vendors/http/permit";
import { processWide } from "@/lib/vendors/http/process-wide";
import { permit, quickLimits } from "@/lib/vendors/http/testing/client";
import { activateLicense } from "@/lib/vendors/juniper/activations";
import { JuniperClient } from "@/lib/vendors/juniper/client";
import { juniperConfig } from "@/lib/vendors/juniper/config";
import { revokeLicense } from "@/lib/vendors/juniper/revocations";

/** Ten in all of which three are taken; of the connection's own group. */
export const firstSsrn = "152115129000";
export const firstCode = "A1B2C3D4E5F6G7H8";
/** Fifty of which twelve are taken. */
export const largeSsrn = "152115129084";
/** In GRP-78, which is not the connection's. */
export const otherGroupSsrn = "152115129007";

export const activatePath = `${BASE_PATH}${operationPaths.activateLicense}`;
export const revokePath = `${BASE_PATH}${operationPaths.revoke}`;

/** The stand-in of Juniper as the vendor of this process, its calls counted. Once per test file. */
export async function licensesVendor(hourlyLimit = 300) {
  const sandbox = await startJuniperSandbox();
  const known = juniperCredentials;
  completeEnv({
    JUNIPER_AUTH: "oauth2",
    JUNIPER_BASE_URL: `${sandbox.origin}${BASE_PATH}`,
    JUNIPER_TOKEN_URL: `${sandbox.origin}${TOKEN_PATH}`,
    JUNIPER_CLIENT_ID: known.clientId,
    JUNIPER_CLIENT_SECRET: known.clientSecret,
    JUNIPER_SAP_BP_ID: known.sapbpID,
    JUNIPER_CONTACT_ID: known.contactID,
    JUNIPER_CUSTOMER_GROUP_ID: known.customerGroupID,
    JUNIPER_ACCOUNT_IDS: known.accountIds.join(","),
    JUNIPER_USER_EMAIL: known.userEmail,
    JUNIPER_CUSTOMER_ID: known.customerId,
    JUNIPER_GROUP_ID: known.groupId,
    JUNIPER_HOURLY_LIMIT: String(hourlyLimit),
    JUNIPER_JOB_CALLS_PER_MINUTE: "999999",
  });
  const config = juniperConfig();
  if (config === undefined) throw new Error("Juniper is not connected");
  countJuniperCalls();
  const client = processWide(
    "juniperClient",
    () => new JuniperClient(config, countedBy("juniper"), quickLimits),
  );
  return {
    sandbox,
    client,
    /** How often a path was called, whatever came of it but for tokens that were not accepted. */
    calls: (path: string) =>
      sandbox.calls().filter((call) => call.path === path && call.status !== 401).length,
    /** What somebody does in Juniper's own portal. */
    portal: {
      activate: (serialNumber: string, ssrn = firstSsrn) =>
        activateLicense(permit(), client, { serialNumber, of: { ssrn } }),
      release: (serialNumber: string, ssrn = firstSsrn) =>
        revokeLicense(permit(), client, { serialNumber, of: { ssrn } }),
    },
    /** Everything is as it was at the start, and nothing is known here. */
    async reset(owner: Sql) {
      sandbox.reset();
      forgetFailures();
      await owner`truncate licenses, shared_answers, shared_changes, vendor_calls, vendor_budgets`;
    },
    async stop() {
      Reflect.deleteProperty(globalThis, Symbol.for("muniment.juniperClient"));
      await client.close();
      await sandbox.stop();
    },
  };
}

/** As if a license's request had been sent a while ago. */
export async function timePassed(owner: Sql, seconds = 130): Promise<void> {
  await owner`update licenses set asked_at = asked_at - make_interval(secs => ${seconds}),
    release_asked_at = release_asked_at - make_interval(secs => ${seconds})`;
}

/** What somebody does about licenses through the gate, as a route does it. */
export async function gated<Result>(
  actor: Actor,
  action: AuditAction,
  run: (permit: Permit, note: Note) => Promise<Result>,
): Promise<Result> {
  const subject = { type: "license", id: "of a test" };
  const requestId = newId("req");
  return await performAtVendor(
    { actor, action, permission: "licenses:write", subject, requestId },
    "now",
    run,
  );
}
