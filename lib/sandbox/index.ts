import type { ActiveFault, CallRecord, FaultRequest, SettingsChange, VendorName } from "./control-contract";
import { juniperCredentials, sectigoCredentials, ubloxCredentials } from "./credentials";
import type { JuniperControls } from "./juniper/controls";
import { startJuniperSandbox } from "./juniper/start";
import { BASE_PATH as JUNIPER_PATH, TOKEN_PATH as JUNIPER_TOKEN_PATH } from "./juniper/wire";
import { createClock, type SandboxClock } from "./kit/clock";
import { startControlServer } from "./kit/control-server";
import { createSettings, type SettingsStore } from "./kit/settings";
import type { VendorServer } from "./kit/vendor-server";
import { startSectigoSandbox } from "./sectigo/start";
import type { UbloxControls } from "./ublox/controls";
import { startUbloxSandbox, type UbloxApp } from "./ublox/start";

export type { CallRecord, FaultRequest, SettingsChange, VendorName } from "./control-contract";
export type { JuniperControls } from "./juniper/controls";
export { startJuniperSandbox } from "./juniper/start";
export { createClock, type SandboxClock } from "./kit/clock";
export { createSettings, type SettingsStore } from "./kit/settings";
export type { VendorServer } from "./kit/vendor-server";
export { startSectigoSandbox } from "./sectigo/start";
export { startUbloxSandbox } from "./ublox/start";

export interface SandboxOptions {
  /** 0 (default for each port): any free port. */
  ubloxPort?: number;
  sectigoPort?: number;
  juniperPort?: number;
  /** For calls with a client certificate. */
  juniperMtlsPort?: number;
  controlPort?: number;
  /** Where the vendors listen, default 127.0.0.1. The control address is always on 127.0.0.1. */
  host?: string;
  /** Default 5,000. */
  deviceCount?: number;
  /** Where real time comes from, in epoch milliseconds; default `Date.now`. */
  now?: () => number;
  /** Settings to start with and to come back to at a reset. */
  settings?: SettingsChange;
}

export interface Sandbox {
  /** What a client is configured with. */
  readonly urls: {
    readonly ublox: string;
    readonly sectigo: string;
    readonly juniper: string;
    readonly juniperToken: string;
    /** `https`: {@link JuniperControls.issueClientCertificate} gives what it takes. */
    readonly juniperMtls: string;
    readonly control: string;
  };
  readonly credentials: {
    readonly ublox: { readonly apiKey: string; readonly apiSecret: string };
    readonly sectigo: { readonly username: string; readonly password: string };
    readonly juniper: typeof juniperCredentials;
  };
  readonly clock: SandboxClock;
  readonly settings: SettingsStore;
  /** What u-blox's devices do by themselves. */
  readonly devices: UbloxControls;
  /** What Juniper and others do about its client. */
  readonly juniper: JuniperControls;
  /** What a vendor received since the start or the last reset, oldest first. */
  calls(vendor: VendorName): readonly CallRecord[];
  setFault(fault: FaultRequest): ActiveFault;
  /** Clears the faults of one vendor, or of all. */
  clearFaults(vendor?: VendorName): void;
  /** Data, tokens, faults, calls, settings and clock as at the start. */
  reset(): void;
  /** Closes every port and connection. */
  stop(): Promise<void>;
}

/** Each vendor's API lies under a path of its own. */
const apiPath: Record<VendorName, string> = {
  ublox: "/v1",
  sectigo: "",
  juniper: JUNIPER_PATH,
};

/**
 * Starts the vendors' stand-ins and the control address.
 * @throws the listen error when a port is taken; whatever had started is stopped again.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const clock = createClock(options.now);
  const settings = createSettings(options.settings);
  const host = options.host ?? "127.0.0.1";
  const { ubloxPort = 0, sectigoPort = 0, juniperPort = 0, controlPort = 0, deviceCount } = options;

  const running: { stop(): Promise<void> }[] = [];
  const stop = async () => {
    await Promise.all(running.map((server) => server.stop()));
  };
  const started = async <Server extends { stop(): Promise<void> }>(starting: Promise<Server>) => {
    const server = await starting;
    running.push(server);
    return server;
  };

  try {
    const ublox = await started(startUbloxSandbox({ port: ubloxPort, host, clock, settings, deviceCount }));
    const sectigo = await started(startSectigoSandbox({ port: sectigoPort, host, clock, settings }));
    const juniper = await started(
      startJuniperSandbox({
        port: juniperPort,
        mtlsPort: options.juniperMtlsPort ?? 0,
        host,
        clock,
        settings,
      }),
    );
    const vendors: Record<VendorName, VendorServer> = { ublox, sectigo, juniper };
    const devices = controlsOf(ublox);
    const urlOf = (server: VendorServer) => `${server.origin}${apiPath[server.vendor]}`;
    const reset = () => {
      clock.reset();
      settings.reset();
      for (const server of Object.values(vendors)) server.reset();
    };
    const control = await started(
      startControlServer(
        {
          clock,
          settings,
          vendors: Object.values(vendors),
          devices,
          juniper: juniper.controls,
          urlOf,
          reset,
        },
        controlPort,
      ),
    );
    return {
      urls: {
        ublox: urlOf(ublox),
        sectigo: urlOf(sectigo),
        juniper: urlOf(juniper),
        juniperToken: `${juniper.origin}${JUNIPER_TOKEN_PATH}`,
        juniperMtls: `${juniper.mtlsOrigin}${JUNIPER_PATH}`,
        control: control.origin,
      },
      credentials: { ublox: ubloxCredentials, sectigo: sectigoCredentials, juniper: juniperCredentials },
      clock,
      settings,
      devices,
      juniper: juniper.controls,
      calls: (vendor) => vendors[vendor].calls(),
      setFault: ({ vendor, ...fault }) => vendors[vendor].setFault(fault),
      clearFaults(vendor) {
        for (const server of vendor ? [vendors[vendor]] : Object.values(vendors)) server.clearFaults();
      },
      reset,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Those of the rules in force, also after a reset. */
function controlsOf(ublox: VendorServer<UbloxApp>): UbloxControls {
  return {
    heartbeat: (request) => ublox.app().controls.heartbeat(request),
    bootstrap: (request) => ublox.app().controls.bootstrap(request),
    deviceError: (request) => ublox.app().controls.deviceError(request),
    clone: (request) => ublox.app().controls.clone(request),
    hooks: () => ublox.app().controls.hooks(),
  };
}
