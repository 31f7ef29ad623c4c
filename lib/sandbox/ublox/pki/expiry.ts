import { DAY_MS } from "../../kit/clock";
import { emit } from "../events/emit";
import type { UbloxContext } from "../router";
import { certificateExpiryPayload, rootCaExpiryPayload } from "./payloads";
import { endOf } from "./rules";

/** Days before the end at which hooks are told, the last first [seed, /notification/webhook/create]. */
const certificateWarnings = [7, 30, 60];
const rootCaWarnings = [0, 7, 30, 60, 90, 180];

export interface ExpiryWatch {
  /** Tells the hooks about every end that has drawn near since it was last asked. */
  warnOfExpiry(): void;
}

/** Watches from now on: call `warnOfExpiry` whenever the clock was put forward. */
export function createExpiryWatch(context: UbloxContext): ExpiryWatch {
  let watchedUntilMs = context.clock.nowMs();
  return {
    warnOfExpiry() {
      const [fromMs, toMs] = [watchedUntilMs, context.clock.nowMs()];
      watchedUntilMs = toMs;
      const devices = warnOfCertificates(context, fromMs, toMs);
      warnOfRootCas(context, fromMs, toMs, devices);
    },
  };
}

/** @returns how many devices carry a certificate of each root CA */
function warnOfCertificates(context: UbloxContext, fromMs: number, toMs: number): Map<string, number> {
  const devices = new Map<string, number>();
  for (const { rotPublicUid, certificate } of context.state.devices.values()) {
    if (certificate === null) continue;
    devices.set(certificate.rootCaName, (devices.get(certificate.rootCaName) ?? 0) + 1);
    const days = warningBetween(certificateWarnings, certificate.expiresAtMs, fromMs, toMs);
    if (days === undefined || certificate.expiresAtMs <= toMs) continue;
    const payload = certificateExpiryPayload(certificate, days);
    emit(context, { hookType: "DEVICE_CERTIFICATE_EXPIRATION_EVENT", rotPublicUid, payload });
  }
  return devices;
}

function warnOfRootCas(
  context: UbloxContext,
  fromMs: number,
  toMs: number,
  devices: ReadonlyMap<string, number>,
): void {
  for (const rootCa of context.state.rootCas.values()) {
    const days = warningBetween(rootCaWarnings, endOf(rootCa), fromMs, toMs);
    if (days === undefined) continue;
    const payload = rootCaExpiryPayload(rootCa, days, devices.get(rootCa.name) ?? 0);
    emit(context, { hookType: "ROOTCA_EXPIRATION_EVENT", rotPublicUid: null, payload });
  }
}

/** A clock that jumps passes several: only the last is worth telling, the others would say what is no longer true. */
function warningBetween(
  warnings: readonly number[],
  endMs: number,
  fromMs: number,
  toMs: number,
): number | undefined {
  return warnings.find((days) => {
    const warnAtMs = endMs - days * DAY_MS;
    return fromMs < warnAtMs && warnAtMs <= toMs;
  });
}
