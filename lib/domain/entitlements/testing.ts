import { randomUUID } from "node:crypto";
import type { Sql } from "postgres";
import { ledgerAdmission } from "@/lib/domain/vendor-budget/juniper-budget";
import { createClock, createSettings, type SettingsChange, startJuniperSandbox } from "@/lib/sandbox";
import { juniperCredentials } from "@/lib/sandbox/credentials";
import { processWide } from "@/lib/vendors/http/process-wide";
import { quickLimits } from "@/lib/vendors/http/testing/client";
import { JuniperClient } from "@/lib/vendors/juniper/client";
import type { JuniperConfig } from "@/lib/vendors/juniper/config";
import type { KnownEntitlement, KnownGroup } from "./group";

export const reading = { requestId: "req_test", askedBy: "Ada" };

/** What the sandbox's Juniper is connected with. */
export function sandboxConfig(origin: string, hourlyLimit = 300): JuniperConfig {
  const { clientId, clientSecret, accountIds, userEmail, customerId, groupId } = juniperCredentials;
  const { sapbpID, contactID, customerGroupID } = juniperCredentials;
  return {
    baseUrl: `${origin}/jal-licensing/1.0`,
    auth: {
      kind: "oauth2",
      tokenUrl: `${origin}/invoke/pub.apigateway.oauth2/getAccessToken`,
      clientId,
      clientSecret,
      style: "json",
    },
    identity: {
      accountIds,
      userEmail,
      customerId,
      groupId,
      sapBpId: sapbpID,
      contactId: contactID,
      customerGroupId: customerGroupID,
      identifiersIn: "headers",
    },
    tls: {},
    hourlyLimit,
  };
}

/**
 * The stand-in of Juniper as the vendor of this process, its calls counted in the test's database. Once per test file.
 * `another()` is the client of another process with the same account.
 */
export async function juniperVendor({
  limit = 300,
  change = {},
}: {
  limit?: number;
  change?: SettingsChange["juniper"];
} = {}) {
  const clock = createClock();
  const settings = createSettings({ juniper: change });
  const sandbox = await startJuniperSandbox({ clock, settings });
  const budget = { holder: randomUUID(), limit };
  const clients: JuniperClient[] = [];
  const another = () => {
    const config = sandboxConfig(sandbox.origin, limit);
    const client = new JuniperClient(
      config,
      ledgerAdmission(() => budget),
      quickLimits,
    );
    clients.push(client);
    return client;
  };
  const juniper = processWide("juniperClient", another);
  return {
    sandbox,
    settings,
    clock,
    juniper,
    another,
    /** Counts calls under another name from now on: none are used. */
    newBudget(newLimit = limit) {
      budget.holder = randomUUID();
      budget.limit = newLimit;
    },
    /** The calls since the last reset, beside signing in, by the vendor's path. */
    asked: () =>
      sandbox
        .calls()
        .filter(({ path, status }) => path.startsWith("/jal-licensing") && status !== 401)
        .map(({ path }) => path.replace("/jal-licensing/1.0", "")),
    async stop() {
      Reflect.deleteProperty(globalThis, Symbol.for("muniment.juniperClient"));
      await Promise.all(clients.map((client) => client.close()));
      await sandbox.stop();
    },
  };
}

/** Lets time pass where nobody waits for it: all that the database holds about answers and calls becomes older. */
export async function passTime(owner: Sql, ms: number): Promise<void> {
  const by = owner`${ms} * interval '1 millisecond'`;
  await owner`update shared_answers set answered_at = answered_at - ${by}, asked_at = asked_at - ${by},
    leased_until = leased_until - ${by}`;
  await owner`update shared_changes set changed_at = changed_at - ${by}`;
  await owner`update vendor_calls set at = at - ${by}`;
  await owner`update vendor_budgets set frozen_until = frozen_until - ${by}`;
}

/** An entitlement of ten subscriptions, three of them taken. */
export function entitlementWith(changes: Partial<KnownEntitlement> = {}): KnownEntitlement {
  return {
    entitlementId: "ENT-000123",
    ssrn: "152115129000",
    activationCodeMasked: "••••G7H8",
    type: "SUBSCRIPTION",
    productSku: "S-MX-A1-5",
    productDescription: "MX license",
    customerId: "0100001234",
    groupId: "GRP-77",
    accountId: "0100001234",
    quantity: { total: 10, activated: 3, available: 7 },
    startsAt: "2026-01-01T00:00:00.000Z",
    endsAt: "2027-12-31T00:00:00.000Z",
    status: "ACTIVE",
    activations: [],
    raw: {},
    sealedCode: null,
    ...changes,
  };
}

export function groupOf(
  entitlements: readonly KnownEntitlement[],
  changes: Partial<KnownGroup> = {},
): KnownGroup {
  return {
    customerId: "0100001234",
    groupId: "GRP-77",
    entitlements,
    complete: true,
    warnings: [],
    answeredAt: new Date("2026-11-22T10:00:00.000Z"),
    ...changes,
  };
}
