import { jsonAnswer } from "../kit/answer";
import { createClock, type SandboxClock } from "../kit/clock";
import { createSettings, type SettingsStore } from "../kit/settings";
import { startVendorServer, type VendorApp, type VendorServer } from "../kit/vendor-server";
import type { JuniperContext } from "./context";
import { createJuniperControls, type JuniperControls } from "./controls";
import { createJuniperPki, type JuniperPki } from "./pki/authorities";
import { RateControl } from "./rate-control";
import { dispatch } from "./router";
import { createClientSecrets } from "./secrets";
import { seedJuniper } from "./seed/seed";
import { createJuniperTokens } from "./tokens";

export interface JuniperSandboxOptions {
  /** 0 (default for both): any free port. */
  port?: number;
  mtlsPort?: number;
  /** Default 127.0.0.1. */
  host?: string;
  clock?: SandboxClock;
  settings?: SettingsStore;
}

const MAX_BODY_BYTES = 1024 * 1024;

interface JuniperApp extends VendorApp {
  readonly context: JuniperContext;
}

export interface JuniperServer extends VendorServer {
  /** `https://127.0.0.1:PORT`: the same calls with a client certificate instead of a token. */
  readonly mtlsOrigin: string;
  readonly controls: JuniperControls;
}

/**
 * Starts a stand-in for Juniper's licensing APIs ("Direct Connect"). Its base is `origin` + `/jal-licensing/1.0`, its
 * token endpoint lies under `/invoke`.
 */
export async function startJuniperSandbox(options: JuniperSandboxOptions = {}): Promise<JuniperServer> {
  const { port = 0, mtlsPort = 0, host = "127.0.0.1" } = options;
  const { clock = createClock(), settings = createSettings() } = options;
  const pki = createJuniperPki(clock, host);
  const server = await startVendorServer(
    {
      vendor: "juniper",
      maxBodyBytes: MAX_BODY_BYTES,
      bodyTooLarge: () => jsonAnswer(413, { Exception: "Request Entity Too Large" }),
      createApp: () => createJuniperApp(clock, settings, pki),
    },
    { port, host, clock },
  );
  try {
    const secure = await server.listenTls({ port: mtlsPort, host });
    let opened: Promise<void> | null = null;
    const openMtls = () => {
      opened ??= pki.tlsContext().then(secure.use);
      return opened;
    };
    const controls = createJuniperControls(() => server.app().context, openMtls);
    return { ...server, mtlsOrigin: secure.origin, controls };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

function createJuniperApp(clock: SandboxClock, settings: SettingsStore, pki: JuniperPki): JuniperApp {
  const context: JuniperContext = {
    state: seedJuniper(clock.nowMs()),
    tokens: createJuniperTokens(clock),
    secrets: createClientSecrets(clock),
    rate: new RateControl(),
    pki,
    clock,
    settings: () => settings.current().juniper,
  };
  return {
    context,
    handle: (request) => dispatch(context, request),
    expireTokens: context.tokens.invalidateAll,
    recordCounts: () => ({
      entitlements: context.state.entitlements.size,
      activations: context.state.activations.length,
      vouchers: context.state.vouchers.length,
      revocations: context.state.revocationCount,
    }),
  };
}
