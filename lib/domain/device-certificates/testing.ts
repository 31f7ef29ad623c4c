import type { Actor } from "@/lib/access/actor";
import type { AuditAction } from "@/lib/contract/audit-actions";
import { newId } from "@/lib/db/ids";
import { performAtVendor } from "@/lib/operations/perform";
import { createSettings, startUbloxSandbox } from "@/lib/sandbox";
import { ubloxCredentials } from "@/lib/sandbox/credentials";
import type { Permit } from "@/lib/vendors/http/permit";
import { processWide } from "@/lib/vendors/http/process-wide";
import { quickLimits } from "@/lib/vendors/http/testing/client";
import { UbloxClient } from "@/lib/vendors/ublox/client";
import { readDeviceInfo } from "@/lib/vendors/ublox/devices";

export const reading = { requestId: "req_test" };

/** The stand-in of u-blox with devices that carry certificates, as the vendor of this process. Once per test file. */
export async function certificatesVendor(deviceCount = 400) {
  const settings = createSettings();
  const sandbox = await startUbloxSandbox({ deviceCount, settings });
  const { apiKey, apiSecret } = ubloxCredentials;
  const config = { baseUrl: `${sandbox.origin}/v1`, apiKey, apiSecret, authScheme: "Bearer" } as const;
  const ublox = processWide("ubloxClient", () => new UbloxClient(config, quickLimits));
  const carriedBy = async (rotPublicUid: string) =>
    (await readDeviceInfo(reading, ublox, { rotPublicUids: [rotPublicUid] }))[0]?.certificate ?? null;
  return {
    sandbox,
    settings,
    ublox,
    heartbeat: (...rotPublicUids: string[]) => sandbox.app().controls.heartbeat({ rotPublicUids }),
    carriedBy,
    /** The bodies of the calls to a path, in order. */
    sent: (path: string) =>
      sandbox
        .calls()
        .filter((call) => call.path === `/v1${path}` && call.status !== 401)
        .map(({ body }) => body as Record<string, unknown>),
    reset() {
      settings.reset();
      sandbox.reset();
    },
    async stop() {
      Reflect.deleteProperty(globalThis, Symbol.for("muniment.ubloxClient"));
      await ublox.close();
      await sandbox.stop();
    },
  };
}

/** What somebody does about certificates through the gate, as a route does it. */
export async function gated<Result>(
  actor: Actor,
  action: AuditAction,
  run: (permit: Permit) => Promise<Result>,
): Promise<Result> {
  const subject = { type: "deviceCertificate", id: "of a test" };
  const act = {
    actor,
    action,
    permission: "device-certificates:write",
    subject,
    requestId: newId("req"),
  } as const;
  return await performAtVendor(act, "later", run);
}
