import { startUbloxSandbox, type VendorServer } from "@/lib/sandbox";
import { ubloxCredentials } from "@/lib/sandbox/credentials";
import { processWide } from "@/lib/vendors/http/process-wide";
import { quickLimits } from "@/lib/vendors/http/testing/client";
import { UbloxClient } from "@/lib/vendors/ublox/client";
import type { DeviceListQuery } from "@/lib/vendors/ublox/devices";
import { listDevices } from "@/lib/vendors/ublox/devices";

export const reading = { requestId: "req_test" };

export interface SandboxAsVendor {
  sandbox: VendorServer;
  ublox: UbloxClient;
  /** What was asked since the last reset, beside signing in: path and JSON body. */
  asked(): { path: string; body: unknown }[];
  /** The devices that match a question, in the vendor's order. */
  uidsOf(question: Omit<DeviceListQuery, "page">): Promise<string[]>;
  stop(): Promise<void>;
}

/** The stand-in of u-blox as the vendor of this process, over real HTTP. Once per test file. */
export async function sandboxAsVendor({ deviceCount }: { deviceCount: number }): Promise<SandboxAsVendor> {
  const sandbox = await startUbloxSandbox({ deviceCount });
  const { apiKey, apiSecret } = ubloxCredentials;
  const config = { baseUrl: `${sandbox.origin}/v1`, apiKey, apiSecret, authScheme: "Bearer" } as const;
  const ublox = processWide("ubloxClient", () => new UbloxClient(config, quickLimits));
  return {
    sandbox,
    ublox,
    // A reset forgets tokens too: the call that finds this out is made again.
    asked: () =>
      sandbox
        .calls()
        .filter(({ path, status }) => path !== "/v1/authenticate" && status !== 401)
        .map(({ path, body }) => ({ path, body })),
    async uidsOf(question) {
      const uids: string[] = [];
      for (let page = 1; ; page++) {
        const { items, page: info } = await listDevices(reading, ublox, { ...question, page });
        uids.push(...items.map(({ rotPublicUid }) => rotPublicUid));
        if (page * info.size >= info.total) return uids;
      }
    },
    async stop() {
      // The next file of this process has a vendor of its own.
      Reflect.deleteProperty(globalThis, Symbol.for("muniment.ubloxClient"));
      await ublox.close();
      await sandbox.stop();
    },
  };
}

/** Targets as frozen rows, numbered from 1. */
export function rowsOf(targets: readonly string[], input: string | null = null) {
  return targets.map((target, index) => ({ ordinal: index + 1, target, input }));
}

/** The same as they are planned: without an input where there is none. */
export function plannedOf(targets: readonly string[], input?: string) {
  return targets.map((target, index) => ({
    ordinal: index + 1,
    target,
    ...(input !== undefined && { input }),
  }));
}

/** The end of a call that is about nothing but its requests. */
export const noNote = () => {};
