import { juniperCredentials } from "@/lib/sandbox/credentials";
import { startJuniperSandbox } from "@/lib/sandbox/juniper/start";
import { BASE_PATH, TOKEN_PATH } from "@/lib/sandbox/juniper/wire";
import { createSettings } from "@/lib/sandbox/kit/settings";
import { processWide } from "@/lib/vendors/http/process-wide";
import { quickLimits } from "@/lib/vendors/http/testing/client";
import { JuniperClient } from "@/lib/vendors/juniper/client";
import { listEntitlements } from "@/lib/vendors/juniper/entitlements";
import { CountingAdmission } from "@/lib/vendors/juniper/testing";

/** The stand-in of Juniper as the vendor of this process, with a voucher entitlement that has much left. Once per test file. */
export async function vouchersVendor() {
  const sandbox = await startJuniperSandbox({ settings: createSettings() });
  const { clientId, clientSecret, sapbpID, contactID, customerGroupID, ...whose } = juniperCredentials;
  const config = {
    baseUrl: `${sandbox.origin}${BASE_PATH}`,
    auth: {
      kind: "oauth2",
      tokenUrl: `${sandbox.origin}${TOKEN_PATH}`,
      clientId,
      clientSecret,
      style: "json",
    },
    identity: {
      ...whose,
      accountIds: [...whose.accountIds],
      sapBpId: sapbpID,
      contactId: contactID,
      customerGroupId: customerGroupID,
      identifiersIn: "headers",
    },
    tls: {},
    hourlyLimit: 300,
  } as const;
  const juniper = processWide(
    "juniperClient",
    () =>
      new JuniperClient(
        { ...config, identity: { ...config.identity } },
        new CountingAdmission(),
        quickLimits,
      ),
  );
  const { customerId, groupId } = whose;
  const { items } = await listEntitlements({ requestId: "req_test" }, juniper, {
    customerId,
    groupId,
    type: "VOUCHER",
  });
  const entitlement = items.find(({ quantity }) => (quantity.available ?? 0) > 50);
  if (!entitlement?.ssrn) throw new Error("the stand-in has no voucher entitlement");
  return {
    sandbox,
    juniper,
    ssrn: entitlement.ssrn,
    productSku: entitlement.productSku,
    /** The calls of an operation that have arrived so far. */
    callsTo: (path: "/vouchers/generate" | "/revocations") =>
      sandbox.calls().filter((call) => call.path === `${BASE_PATH}${path}` && call.status !== 401).length,
    async stop() {
      Reflect.deleteProperty(globalThis, Symbol.for("muniment.juniperClient"));
      await juniper.close();
      await sandbox.stop();
    },
  };
}
