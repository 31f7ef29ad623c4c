import { jsonAnswer } from "../kit/answer";
import { createClock, type SandboxClock } from "../kit/clock";
import { createSettings, type SettingsStore } from "../kit/settings";
import { startVendorServer, type VendorApp, type VendorServer } from "../kit/vendor-server";
import { createCertificateIssuer } from "./certificate-issuer";
import { dispatch, errorCodes, JSON_TYPE, type SectigoContext, type SectigoRoute } from "./router";
import { authenticationRoutes } from "./routes/authentication";
import { batchRoutes } from "./routes/batches";
import { profileRoutes } from "./routes/profiles";
import { uploadRoutes } from "./routes/upload";
import { authoritySeeds } from "./seed/authorities";
import { seedBatches } from "./seed/batches";
import { generatorSeeds } from "./seed/generators";
import { SectigoState } from "./state";
import { createSectigoTokens } from "./tokens";

export interface SectigoSandboxOptions {
  /** 0 (default): any free port. */
  port?: number;
  /** Default 127.0.0.1. */
  host?: string;
  clock?: SandboxClock;
  settings?: SettingsStore;
}

/** Room for 50,000 requests of certificates. */
const MAX_BODY_BYTES = 128 * 1024 * 1024;

const routes: readonly SectigoRoute[] = [
  ...authenticationRoutes,
  ...profileRoutes,
  ...uploadRoutes,
  ...batchRoutes,
];

/** Starts a stand-in for Sectigo IoT Manager 1.0.0. Its base is `origin`: `/auth` and `/api/v1` lie under it. */
export function startSectigoSandbox(options: SectigoSandboxOptions = {}): Promise<VendorServer> {
  const { port = 0, host = "127.0.0.1", clock = createClock(), settings = createSettings() } = options;
  return startVendorServer(
    {
      vendor: "sectigo",
      maxBodyBytes: MAX_BODY_BYTES,
      bodyTooLarge: () => {
        const error = { status: 413, message: "Payload Too Large", errorCode: errorCodes.general };
        return jsonAnswer(413, { ...error, timestamp: clock.nowMs() }, JSON_TYPE);
      },
      createApp: () => createSectigoApp(clock, settings),
    },
    { port, host, clock },
  );
}

function createSectigoApp(clock: SandboxClock, settings: SettingsStore): VendorApp {
  const state = new SectigoState();
  for (const authority of authoritySeeds) state.authorities.set(authority.id, { ...authority });
  for (const generator of generatorSeeds) state.generators.set(generator.generatorId, generator);
  for (const batch of seedBatches(clock.nowMs(), settings.current().sectigo)) {
    state.batches.set(batch.batchId, batch);
  }
  const context: SectigoContext = {
    state,
    tokens: createSectigoTokens(clock),
    issuer: createCertificateIssuer(),
    clock,
    settings: () => settings.current().sectigo,
  };
  return {
    handle: (request) => dispatch(routes, context, request),
    expireTokens: context.tokens.invalidateAll,
    recordCounts: () => ({
      authorities: state.authorities.size,
      generators: state.generators.size,
      batches: state.batches.size,
    }),
  };
}
