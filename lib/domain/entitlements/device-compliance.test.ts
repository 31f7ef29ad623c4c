import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { licenses } from "@/lib/contract/licenses";
import { deviceComplianceOf, devicesOf } from "./device-compliance";
import { entitlementWith, groupOf } from "./testing";

const now = new Date("2026-11-22T10:00:00.000Z");
const on = (...serialNumbers: string[]) => ({
  activations: serialNumbers.map((serialNumber, index) => ({
    activationId: `ACT-${index}`,
    serialNumber,
    activatedAt: null,
    status: "ACTIVE",
  })),
});
const of = (...all: Parameters<typeof entitlementWith>[0][]) =>
  devicesOf(
    groupOf(all.map((changes, index) => entitlementWith({ entitlementId: `ENT-${index}`, ...changes }))),
    now,
  );
const name = "S-MX-A1-5 (SSRN 152115129000)";

describe("a device", () => {
  test.each([
    [
      "in force",
      {},
      { compliant: true, remarks: [], activeCount: 1, nextEndsAt: "2027-12-31T00:00:00.000Z" },
    ],
    ["perpetual", { endsAt: null }, { compliant: true, remarks: [], activeCount: 1, nextEndsAt: null }],
    [
      "about to end",
      { endsAt: "2026-12-31T00:00:00.000Z" },
      {
        compliant: true,
        remarks: [`${name} ends on 2026-12-31.`],
        activeCount: 1,
        nextEndsAt: "2026-12-31T00:00:00.000Z",
      },
    ],
    [
      "ended",
      { endsAt: "2026-11-07T00:00:00.000Z" },
      {
        compliant: false,
        remarks: [`${name} ended on 2026-11-07, and its license has not been released from the device.`],
        activeCount: 0,
        nextEndsAt: null,
      },
    ],
    [
      "ended at an unknown time",
      { endsAt: null, status: "EXPIRED" },
      {
        compliant: false,
        remarks: [`${name} has ended, and its license has not been released from the device.`],
        activeCount: 0,
      },
    ],
    [
      "revoked",
      { status: "REVOKED" },
      {
        compliant: false,
        remarks: [`${name} was revoked, and its license has not been released from the device.`],
        activeCount: 0,
      },
    ],
    [
      "not started",
      { startsAt: "2027-01-01T00:00:00.000Z" },
      {
        compliant: false,
        remarks: [`${name} starts on 2027-01-01, and is activated already.`],
        activeCount: 0,
      },
    ],
    [
      "exceeded",
      { quantity: { total: 5, activated: 7, available: 0 } },
      {
        compliant: false,
        remarks: [
          `${name} is activated 7 times and was bought 5 times; this device is among those that use it.`,
        ],
        activeCount: 1,
      },
    ],
    [
      "unclear",
      { status: "SUSPENDED", ssrn: null, productSku: null },
      {
        compliant: true,
        remarks: ["MX license (entitlement ENT-0) may not be good: Juniper says too little of it to tell."],
        activeCount: 0,
      },
    ],
  ])("with a license whose entitlement is %s", (_name, changes, expected) => {
    expect(of({ ...on("JN1"), ...changes })).toEqual([
      expect.objectContaining({ serialNumber: "JN1", licenseCount: 1, ...expected }),
    ]);
  });

  test("is one, however its serial number is written, and its worst comes first", () => {
    const [device, ...others] = of(
      { ...on("jn1 "), endsAt: "2026-12-31T00:00:00.000Z" },
      { ...on("JN1", "JN1"), status: "REVOKED", ssrn: "2" },
      { ...on("JN1"), endsAt: "2026-12-24T00:00:00.000Z", ssrn: "3" },
    );
    expect(others).toEqual([]);
    expect(device).toEqual({
      serialNumber: "JN1",
      compliant: false,
      remarks: [
        "S-MX-A1-5 (SSRN 2) was revoked, and its license has not been released from the device.",
        `${name} ends on 2026-12-31.`,
        "S-MX-A1-5 (SSRN 3) ends on 2026-12-24.",
      ],
      licenseCount: 4,
      activeCount: 2,
      nextEndsAt: "2026-12-24T00:00:00.000Z",
    });
  });

  test.each(["REVOKED", "Released", "returned"])("holds no license that was given back (%s)", (status) => {
    const activations = on("JN1").activations.map((activation) => ({ ...activation, status }));
    expect(of({ activations })).toEqual([]);
  });

  test("holds no voucher", () => {
    expect(of({ ...on("JN1"), type: "VOUCHER" })).toEqual([]);
  });
});

describe("the list of devices", () => {
  const group = groupOf([
    entitlementWith({ entitlementId: "ENT-1", ...on("JN-B", "JN-C") }),
    entitlementWith({ entitlementId: "ENT-2", ...on("JN-C"), endsAt: "2026-12-01T00:00:00.000Z" }),
    entitlementWith({ entitlementId: "ENT-3", ...on("JN-D"), status: "REVOKED" }),
    entitlementWith({ entitlementId: "ENT-4", ...on("JN-A") }),
  ]);
  const list = (query: Record<string, unknown> = {}) =>
    deviceComplianceOf(group, licenses.deviceCompliance.query.parse(query), now);
  const serials = (query: Record<string, unknown>) =>
    list(query).items.map(({ serialNumber }) => serialNumber);

  test.each([
    [{}, ["JN-D", "JN-C", "JN-A", "JN-B"]],
    [{ compliant: "false" }, ["JN-D"]],
    [{ compliant: "true" }, ["JN-C", "JN-A", "JN-B"]],
    [{ search: "n-a" }, ["JN-A"]],
    [{ size: 3, page: 2 }, ["JN-B"]],
  ])("%j has %j", (query, expected) => {
    expect(serials(query)).toEqual(expected);
  });

  test("is of the contract's shape, and counts what was found", () => {
    const answer = list({ compliant: "true", size: 1 });
    expect(licenses.deviceCompliance.response.parse(answer)).toEqual(answer);
    expect(answer.page).toEqual({ number: 1, size: 1, total: 3 });
  });
});

test("every license that is there is counted on one device, and remarks explain what is out", () => {
  const entitlement = fc.record({
    serials: fc.array(fc.constantFrom("JN1", "jn1", "JN2", "JN3"), { maxLength: 5 }),
    status: fc.constantFrom("ACTIVE", "REVOKED", "SUSPENDED"),
    endsAt: fc.constantFrom(null, "2026-10-01T00:00:00.000Z", "2026-12-31T00:00:00.000Z"),
  });
  fc.assert(
    fc.property(fc.array(entitlement, { maxLength: 8 }), (all) => {
      const devices = of(...all.map(({ serials, ...rest }) => ({ ...on(...serials), ...rest })));
      const count = all.reduce((sum, { serials }) => sum + serials.length, 0);
      expect(devices.reduce((sum, { licenseCount }) => sum + licenseCount, 0)).toBe(count);
      for (const { compliant, remarks, licenseCount, activeCount } of devices) {
        expect(activeCount).toBeLessThanOrEqual(licenseCount);
        if (!compliant) expect(remarks.length).toBeGreaterThan(0);
      }
    }),
  );
});
