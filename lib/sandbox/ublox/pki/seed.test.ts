import { describe, expect, it } from "vitest";
import { DAY_MS } from "../../kit/clock";
import { START_MS } from "../../test-support";
import { seedUblox } from "../seed/seed";
import { devicesWithCertificateOf, isRevoked } from "./certificates";
import { endOf } from "./rules";

const state = seedUblox(START_MS, 600);
const wanted = [...state.devices.values()].filter(({ current }) => current.rootCa !== null);
const held = wanted.flatMap((device) =>
  device.certificate ? [{ device, certificate: device.certificate }] : [],
);
const daysLeft = held.map(({ certificate }) => (certificate.expiresAtMs - START_MS) / DAY_MS);

function rootCaOf(name: string) {
  const rootCa = state.rootCas.get(name);
  if (!rootCa) throw new Error(`no root CA ${name}`);
  return rootCa;
}

describe("seeded certificates", () => {
  it("show every state", () => {
    expect(wanted.filter(({ certificate }) => certificate === null).length).toBeGreaterThan(5);
    expect(daysLeft.filter((days) => days < 0).length).toBeGreaterThan(3);
    for (const [from, to] of [
      [0, 7],
      [7, 30],
      [30, 60],
      [60, 366],
    ] as const) {
      expect(daysLeft.filter((days) => days >= from && days < to).length).toBeGreaterThan(2);
    }
    const revoked = held.filter(({ certificate }) =>
      isRevoked(rootCaOf(certificate.rootCaName), certificate.serialNumber),
    );
    expect(revoked.length).toBeGreaterThan(3);
    expect([...state.rootCas.values()].some((rootCa) => rootCa.formerCertificates.size > 0)).toBe(true);
  });

  it("have a root CA near its end, whose certificates end with it", () => {
    const ending = rootCaOf("gateways_root_1");
    expect((endOf(ending) - START_MS) / DAY_MS).toBe(75);
    expect(devicesWithCertificateOf(state, ending.name).length).toBeGreaterThan(10);
  });

  it("are of the CA the device confirmed, were issued within its time and never outlive the CA", () => {
    for (const { device, certificate } of held) {
      const rootCa = rootCaOf(certificate.rootCaName);
      expect(device.current.rootCa?.name).toBe(rootCa.name);
      expect(certificate.expiresAtMs).toBeLessThanOrEqual(endOf(rootCa));
      expect(certificate.validityDays).toBeGreaterThan(0);
      expect(certificate.validityDays).toBeLessThanOrEqual(rootCa.deviceValidityDays);
      const issuedAtMs = certificate.expiresAtMs - certificate.validityDays * DAY_MS;
      expect(issuedAtMs).toBeGreaterThanOrEqual(device.bootstrappedAtMs);
    }
  });

  it("that a CA would have renewed have not been in contact since", () => {
    for (const { device, certificate } of held) {
      const { renewBeforeDays } = rootCaOf(certificate.rootCaName);
      if (renewBeforeDays === null) continue;
      expect(device.lastSeenAtMs).toBeLessThan(certificate.expiresAtMs - renewBeforeDays * DAY_MS);
    }
  });

  it("are revoked in order, in the past, with numbers of their own", () => {
    for (const { revocations } of state.rootCas.values()) {
      const times = revocations.map(({ revokedAtMs }) => revokedAtMs);
      expect(times).toEqual(times.toSorted((one, other) => one - other));
      expect(times.every((timeMs) => timeMs <= START_MS)).toBe(true);
    }
    const numbers = held.map(({ certificate }) => certificate.serialNumber);
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(numbers.some((number) => number.length < 32)).toBe(true);
  });

  it("are the same at each start", () => {
    const again = seedUblox(START_MS, 600);
    expect([...again.devices.values()].map(({ certificate }) => certificate)).toEqual(
      [...state.devices.values()].map(({ certificate }) => certificate),
    );
  });
});
