import { jsonAnswer } from "../kit/answer";
import { createClock, type SandboxClock } from "../kit/clock";
import { startVendorServer, type VendorApp, type VendorServer } from "../kit/vendor-server";
import { dispatch, type UbloxContext, type UbloxRoute } from "./router";
import { authenticationRoutes } from "./routes/authentication";
import { deviceProfileRoutes } from "./routes/device-profiles";
import { deviceRoutes } from "./routes/devices";
import { informationRoutes } from "./routes/information";
import { tagRoutes } from "./routes/tags";
import { whitelistRoutes } from "./routes/whitelist";
import { seedUblox } from "./seed/seed";
import { createUbloxTokens } from "./tokens";

export interface UbloxSandboxOptions {
  /** 0 (default): any free port. */
  port?: number;
  /** Default 127.0.0.1. */
  host?: string;
  clock?: SandboxClock;
  /** Default 5,000; up to 100,000 starts in seconds. */
  deviceCount?: number;
}

export const DEFAULT_DEVICE_COUNT = 5_000;

/** What a gateway of the kind u-blox uses accepts; it makes a large whitelist go up in parts. */
const MAX_BODY_BYTES = 10 * 1024 * 1024;

const routes: ReadonlyMap<string, UbloxRoute> = new Map(
  [
    ...authenticationRoutes,
    ...deviceProfileRoutes,
    ...deviceRoutes,
    ...whitelistRoutes,
    ...tagRoutes,
    ...informationRoutes,
  ].map((route) => [route.path, route]),
);

/** Starts a stand-in for u-blox Security Services. Its API base is `origin` + `/v1`. */
export function startUbloxSandbox(options: UbloxSandboxOptions = {}): Promise<VendorServer> {
  const { port = 0, host = "127.0.0.1", clock = createClock(), deviceCount = DEFAULT_DEVICE_COUNT } = options;
  return startVendorServer(
    {
      vendor: "ublox",
      maxBodyBytes: MAX_BODY_BYTES,
      bodyTooLarge: () => jsonAnswer(413, { message: "Request Too Long" }),
      createApp: () => createUbloxApp(clock, deviceCount),
    },
    { port, host, clock },
  );
}

function createUbloxApp(clock: SandboxClock, deviceCount: number): VendorApp {
  const context: UbloxContext = {
    state: seedUblox(clock.nowMs(), deviceCount),
    tokens: createUbloxTokens(clock),
    clock,
  };
  return {
    handle: (request) => dispatch(routes, context, request),
    expireTokens: context.tokens.invalidateAll,
    recordCounts: () => ({
      devices: context.state.devices.size,
      deviceProfiles: context.state.profiles.size,
      tags: context.state.tags().length,
      whitelist: context.state.whitelist().length,
      rootCas: context.state.rootCas.size,
    }),
  };
}
