import { DAY_MS, HOUR_MS } from "../../kit/clock";
import { type Random, randomFrom } from "../../kit/random";
import type { Device, DeviceCertificate, UbloxState } from "../state";
import { endOf } from "./rules";
import { serialNumberIn } from "./serial-number";
import type { RootCa } from "./types";

/** What became of a device's certificate; a number: days until it ends. */
type Story = "valid" | "none" | "expired" | "revoked" | "replaced after revocation" | number;

/** By place among the devices that a root CA is meant for, over and over: some fifty devices have every story. */
const stories: ReadonlyMap<number, Story> = new Map<number, Story>([
  [5, "none"],
  [9, "expired"],
  [13, 5],
  [17, "revoked"],
  [21, 20],
  [29, "none"],
  [33, 45],
  [37, "replaced after revocation"],
  [41, 6],
]);
const STORIES_REPEAT_AFTER = 50;

/** The least that a renewal can ask for [seed, /ztp/devicecertificate/renew]. */
const SHORTEST_VALIDITY_DAYS = 30;

/** Gives every device that a root CA is current on its certificate, and the CAs their revocations. */
export function seedCertificates(state: UbloxState, nowMs: number): void {
  const random = randomFrom("u-blox certificates");
  let place = 0;
  for (const device of state.devices.values()) {
    const rootCa = state.rootCas.get(device.current.rootCa?.name ?? "");
    if (!rootCa) continue;
    const story = stories.get(place % STORIES_REPEAT_AFTER) ?? "valid";
    place += 1;
    if (story !== "none") tell(story, random, nowMs, device, rootCa);
  }
  for (const { revocations } of state.rootCas.values()) {
    revocations.sort((one, other) => one.revokedAtMs - other.revokedAtMs);
  }
}

function tell(
  story: Exclude<Story, "none">,
  random: Random,
  nowMs: number,
  device: Device,
  rootCa: RootCa,
): void {
  const certificate =
    (typeof story === "number" && endingAt(nowMs + story * DAY_MS, random, device, rootCa)) ||
    (story === "expired" && endingAt(nowMs - random.between(1, 20) * DAY_MS, random, device, rootCa)) ||
    inTheMiddle(random, nowMs, device, rootCa);
  device.certificate = certificate;
  const issuedAtMs = Math.max(
    device.bootstrappedAtMs,
    certificate.expiresAtMs - certificate.validityDays * DAY_MS,
  );
  if (story === "revoked") {
    const revokedAtMs = random.between(Math.max(issuedAtMs, nowMs - 60 * DAY_MS), nowMs);
    rootCa.revocations.push({ serialNumber: certificate.serialNumber, revokedAtMs });
  }
  if (story === "replaced after revocation") {
    const former = serialNumber(random);
    const revokedAtMs = random.between(device.bootstrappedAtMs, issuedAtMs);
    rootCa.revocations.push({ serialNumber: former, revokedAtMs });
    rootCa.formerCertificates.set(former, device.rotPublicUid);
  }
}

/**
 * A certificate with this end, renewed for a shorter time if the device is young. Where the CA renews by itself, the
 * end is moved so far that the device has not been in contact since renewal was due.
 * @returns null for a device that cannot have had such a certificate
 */
function endingAt(
  wantedMs: number,
  random: Random,
  device: Device,
  rootCa: RootCa,
): DeviceCertificate | null {
  const renewedBeforeMs =
    rootCa.renewBeforeDays === null
      ? 0
      : device.lastSeenAtMs + rootCa.renewBeforeDays * DAY_MS + random.between(1, 40) * HOUR_MS;
  const expiresAtMs = Math.min(Math.max(wantedMs, renewedBeforeMs), endOf(rootCa));
  const livedDays = Math.floor((expiresAtMs - device.bootstrappedAtMs) / DAY_MS);
  const validityDays = Math.min(rootCa.deviceValidityDays, livedDays);
  if (validityDays < SHORTEST_VALIDITY_DAYS) return null;
  return { rootCaName: rootCa.name, serialNumber: serialNumber(random), validityDays, expiresAtMs };
}

/** A certificate neither new nor about to be renewed; under a CA that nears its end it ends with the CA. */
function inTheMiddle(random: Random, nowMs: number, device: Device, rootCa: RootCa): DeviceCertificate {
  const restDays = rootCa.renewBeforeDays ?? SHORTEST_VALIDITY_DAYS;
  const oldestDays = Math.max(1, rootCa.deviceValidityDays - restDays - 2);
  const issuedAtMs = Math.max(device.bootstrappedAtMs, nowMs - random.integer(oldestDays * DAY_MS));
  const expiresAtMs = Math.min(issuedAtMs + rootCa.deviceValidityDays * DAY_MS, endOf(rootCa));
  return {
    rootCaName: rootCa.name,
    serialNumber: serialNumber(random),
    validityDays: Math.floor((expiresAtMs - issuedAtMs) / DAY_MS),
    expiresAtMs,
  };
}

/** 16 bytes with a clear top bit; one in eight has a zero in front, which the vendor drops. */
function serialNumber(random: Random): string {
  return serialNumberIn(`${random.integer(8)}${random.hex(31)}`) ?? serialNumber(random);
}
