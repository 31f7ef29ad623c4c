import type { SettingsChange } from "../../control-contract";
import { DAY_MS } from "../../kit/clock";
import { createSettings } from "../../kit/settings";
import { stoppedClock } from "../../test-support";
import { contact } from "../heartbeat";
import { dispatch, type UbloxContext, type UbloxRoute } from "../router";
import { seedUblox } from "../seed/seed";
import type { Device, DeviceCertificate, Properties } from "../state";
import { createUbloxTokens } from "../tokens";
import { issueCertificate } from "./certificates";
import { newRootCa, type RootCa } from "./types";

export const PARENT = "parent-ca";
export const OTHER = "other-ca";

/**
 * An account of its own behind the given routes, without a server. Two root CAs are its own: `PARENT` lives ten years
 * and gives certificates of a year, `OTHER` five years and half a year.
 */
export function account(routes: readonly UbloxRoute[], change: SettingsChange["ublox"] = {}) {
  const clock = stoppedClock();
  const settings = createSettings({ ublox: change });
  const events: { EventType: string; ROTPublicUID?: string; Payload: unknown }[] = [];
  const context: UbloxContext = {
    state: seedUblox(clock.nowMs(), 120),
    tokens: { ...createUbloxTokens(clock), isAuthToken: async () => true },
    clock,
    settings,
    hooks: {
      post: (_hook, body) => events.push(JSON.parse(body)),
      deliveries: () => [],
      close: () => undefined,
    },
  };
  const { state } = context;
  const parent = newRootCa({
    name: PARENT,
    createdAtMs: clock.nowMs() - 30 * DAY_MS,
    validityDays: 3_650,
    deviceValidityDays: 365,
  });
  const other = newRootCa({
    name: OTHER,
    createdAtMs: clock.nowMs() - 30 * DAY_MS,
    validityDays: 1_825,
    deviceValidityDays: 180,
  });
  for (const rootCa of [parent, other]) state.rootCas.set(rootCa.name, rootCa);
  const byPath = new Map(routes.map((route) => [route.path, route]));
  const unused = [...state.devices.values()].filter((device) => device.state === "ACTIVATED").values();

  /** The next device in service, with a certificate of the CA that was issued today and nothing pending. */
  function carrier(rootCa: RootCa = parent): CertifiedDevice {
    const device = unused.next().value;
    const certificate = issueCertificate(rootCa, rootCa.deviceValidityDays, clock.nowMs());
    if (!device || !certificate) throw new Error("no devices are left, or no time of the root CA");
    const changedAtMs = clock.nowMs();
    const properties: Properties = {
      features: [{ name: "ZTPV1", state: "ENABLED", changedAtMs }],
      heartbeat: null,
      rootCa: { name: rootCa.name, changedAtMs },
    };
    return Object.assign(device, { certificate, desired: properties, current: properties });
  }

  return {
    context,
    state,
    clock,
    settings,
    parent,
    other,
    /** What hooks were told, once `listenTo` was called. */
    events,
    listenTo(...types: (typeof state.hooks)[number]["type"][]) {
      for (const type of types) {
        state.hooks.push({ url: "https://hooks.invalid", type, authorizationToken: "", createdAtMs: 0 });
      }
    },
    carrier,
    heartbeat: (device: Device) => contact(context, device),
    async call(path: string, body: unknown) {
      const answer = await dispatch(byPath, context, {
        method: "POST",
        path: `/v1${path}`,
        query: new URLSearchParams(),
        headers: { "content-type": "application/json" },
        body: Buffer.from(typeof body === "string" ? body : JSON.stringify(body)),
        clientCertificate: null,
      });
      const text = Buffer.isBuffer(answer.body) ? answer.body.toString() : "";
      return { status: answer.status, text, json: (): unknown => JSON.parse(text) };
    },
  };
}

export type CertifiedDevice = Device & { certificate: DeviceCertificate };
export type Account = ReturnType<typeof account>;
