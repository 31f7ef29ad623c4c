import { describe, expect, test } from "vitest";
import type { Entitlement, ListedActivation } from "@/lib/contract/entitlements";
import type { LicenseState } from "@/lib/contract/licenses";
import { merge } from "./merge";
import type { KnownLicense } from "./records";

const now = new Date("2026-11-22T10:00:00.000Z");

function row(state: LicenseState, changes: Partial<KnownLicense> = {}): KnownLicense {
  return {
    id: "lic_1",
    state,
    serialNumber: "JN0001AAA",
    ssrn: "152115129000",
    entitlementId: "ENT-1",
    productSku: "S-MX",
    productDescription: null,
    customerId: "0100001234",
    groupId: "GRP-77",
    activationId: "ACT-1",
    vendorLicenseId: null,
    quantity: 1,
    activatedAt: new Date("2026-11-01T10:00:00.000Z"),
    startsAt: null,
    endsAt: null,
    status: "ACTIVE",
    fileName: null,
    fileBytes: null,
    fileSha256: null,
    askedAt: new Date("2026-11-01T10:00:00.000Z"),
    askedBy: "ada@example.com",
    requestId: "req_1",
    jobId: null,
    releaseAskedAt: null,
    releasedAt: null,
    releasedBy: null,
    releaseReason: null,
    quantityReturned: null,
    hasKey: false,
    hasFile: false,
    ...changes,
  };
}

function activation(changes: Partial<ListedActivation> = {}): ListedActivation {
  const activatedAt = "2026-11-01T10:00:00.000Z";
  return { activationId: "ACT-1", serialNumber: "JN0001AAA", activatedAt, status: "ACTIVE", ...changes };
}

function group(activations: ListedActivation[], type = "SUBSCRIPTION") {
  const entitlement: Entitlement = {
    entitlementId: "ENT-1",
    ssrn: "152115129000",
    activationCodeMasked: null,
    type,
    productSku: "S-MX",
    productDescription: "MX license",
    customerId: "0100001234",
    groupId: "GRP-77",
    accountId: null,
    quantity: { total: 10, activated: 1, available: 9 },
    startsAt: "2026-01-01T00:00:00.000Z",
    endsAt: "2026-12-31T00:00:00.000Z",
    status: "ACTIVE",
    activations,
    raw: null,
  };
  return { customerId: "0100001234", groupId: "GRP-77", entitlements: [entitlement] };
}

const merged = (rows: KnownLicense[], activations: ListedActivation[], type?: string) =>
  merge(rows, group(activations, type), now).map(({ license }) => license);

describe("our licenses and the vendor's", () => {
  test("are one where they have the same activation id; ours say who, the vendor's say what else", () => {
    expect(merged([row("active")], [activation()])).toMatchObject([
      {
        licenseId: "lic_1",
        source: "muniment",
        activatedBy: "ada@example.com",
        productDescription: "MX license",
        endsAt: "2026-12-31T00:00:00.000Z",
        standing: "expiring",
      },
    ]);
  });

  test("are one where one of the two has no id and both are about the same device", () => {
    const doubt = row("activation_in_doubt", { activationId: null, activatedAt: null });
    expect(merged([doubt], [activation({ serialNumber: "jn0001aaa" })])).toMatchObject([
      { state: "activation_in_doubt", status: "ACTIVE", activationId: "ACT-1" },
    ]);
    expect(merged([row("active")], [activation({ activationId: null })])).toHaveLength(1);
  });

  test("are two where the ids differ, or the vendor's is of another time", () => {
    expect(merged([row("active")], [activation({ activationId: "ACT-2" })])).toHaveLength(2);
    const releasedAt = new Date("2026-11-02T10:00:00.000Z");
    const anew = activation({ activationId: null, activatedAt: "2026-11-03T10:00:00.000Z" });
    expect(merged([row("released", { releasedAt })], [anew]).map(({ state }) => state)).toEqual([
      "released",
      "active",
    ]);
    const before = activation({ activatedAt: "2026-10-01T10:00:00.000Z", status: "REVOKED" });
    const doubt = row("activation_in_doubt", { activationId: null, activatedAt: null });
    expect(merged([doubt], [before]).map(({ state }) => state)).toEqual(["activation_in_doubt", "released"]);
  });

  test("are two where ours was not activated", () => {
    const failed = row("not_activated", { activationId: null });
    expect(merged([failed], [activation()])).toMatchObject([
      { state: "not_activated" },
      { state: "active", source: "vendor", licenseId: "seen~0100001234~GRP-77~ENT-1~ACT-1~JN0001AAA" },
    ]);
  });

  test("show what was given back elsewhere as released, and of several the live one", () => {
    expect(merged([row("active")], [activation({ status: "REVOKED" })])).toMatchObject([
      { state: "released", standing: "released", status: "REVOKED" },
    ]);
    const both = [activation({ activationId: null }), activation({ activationId: null, status: "REVOKED" })];
    expect(merged([], both)).toMatchObject([{ state: "active" }]);
    expect(merged([], both.toReversed())).toMatchObject([{ state: "active" }]);
  });

  test("have no vouchers among them", () => {
    expect(merged([], [activation()], "VOUCHER")).toEqual([]);
  });
});
