import { jsonAnswer } from "../kit/answer";
import { createClock, HOUR_MS, type SandboxClock } from "../kit/clock";
import { createSettings, type SettingsStore } from "../kit/settings";
import { startVendorServer, type VendorApp, type VendorServer } from "../kit/vendor-server";
import { createControls, type UbloxControls } from "./controls";
import { createHookSender } from "./events/hook-sender";
import { createExpiryWatch } from "./pki/expiry";
import { dispatch, type UbloxContext, type UbloxRoute } from "./router";
import { authenticationRoutes } from "./routes/authentication";
import { deviceCertificateRoutes } from "./routes/device-certificates";
import { deviceProfileRoutes } from "./routes/device-profiles";
import { deviceRoutes } from "./routes/devices";
import { e2eKeyRoutes } from "./routes/e2e-keys";
import { findingRoutes } from "./routes/findings";
import { informationRoutes } from "./routes/information";
import { notificationRoutes } from "./routes/notifications";
import { provisioningRoutes } from "./routes/provisioning";
import { revocationListRoutes } from "./routes/revocation-lists";
import { rootCaRoutes } from "./routes/root-cas";
import { tagRoutes } from "./routes/tags";
import { usageRoutes } from "./routes/usage";
import { webhookRoutes } from "./routes/webhooks";
import { whitelistRoutes } from "./routes/whitelist";
import { catchUp } from "./schedule";
import { seedUblox } from "./seed/seed";
import { createUbloxTokens } from "./tokens";

export interface UbloxSandboxOptions {
  /** 0 (default): any free port. */
  port?: number;
  /** Default 127.0.0.1. */
  host?: string;
  clock?: SandboxClock;
  settings?: SettingsStore;
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
    ...provisioningRoutes,
    ...rootCaRoutes,
    ...revocationListRoutes,
    ...deviceCertificateRoutes,
    ...e2eKeyRoutes,
    ...tagRoutes,
    ...informationRoutes,
    ...notificationRoutes,
    ...findingRoutes,
    ...usageRoutes,
    ...webhookRoutes,
  ].map((route) => [route.path, route]),
);

/** Heartbeats of real time are caught up with so often; those of a clock put forward at once. */
const CATCH_UP_EVERY_MS = HOUR_MS;

export interface UbloxApp extends VendorApp {
  readonly controls: UbloxControls;
}

/** Starts a stand-in for u-blox Security Services. Its API base is `origin` + `/v1`. */
export function startUbloxSandbox(options: UbloxSandboxOptions = {}): Promise<VendorServer<UbloxApp>> {
  const {
    port = 0,
    host = "127.0.0.1",
    clock = createClock(),
    settings = createSettings(),
    deviceCount = DEFAULT_DEVICE_COUNT,
  } = options;
  return startVendorServer(
    {
      vendor: "ublox",
      maxBodyBytes: MAX_BODY_BYTES,
      bodyTooLarge: () => jsonAnswer(413, { message: "Request Too Long" }),
      createApp: () => createUbloxApp(clock, settings, deviceCount),
    },
    { port, host, clock },
  );
}

function createUbloxApp(clock: SandboxClock, settings: SettingsStore, deviceCount: number): UbloxApp {
  const hooks = createHookSender(clock, settings);
  const context: UbloxContext = {
    state: seedUblox(clock.nowMs(), deviceCount),
    tokens: createUbloxTokens(clock),
    clock,
    settings,
    hooks,
  };
  const expiryWatch = createExpiryWatch(context);
  let caughtUpMs = clock.nowMs();
  const passTime = () => {
    caughtUpMs = clock.nowMs();
    catchUp(context);
    expiryWatch.warnOfExpiry();
  };
  const stopListening = clock.onAdvance(passTime);
  return {
    handle(request) {
      if (clock.nowMs() - caughtUpMs >= CATCH_UP_EVERY_MS) passTime();
      return dispatch(routes, context, request);
    },
    controls: createControls(context),
    expireTokens: context.tokens.invalidateAll,
    recordCounts: () => ({
      devices: context.state.devices.size,
      deviceProfiles: context.state.profiles.size,
      tags: context.state.tags().length,
      whitelist: context.state.whitelist().length,
      rootCas: context.state.rootCas.size,
    }),
    close() {
      stopListening();
      hooks.close();
    },
  };
}
