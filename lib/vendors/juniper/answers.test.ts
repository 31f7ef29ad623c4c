import { inspect } from "node:util";
import { afterEach, expect, test } from "vitest";
import { activation, entitlement, licenseSecrets, revocation, voucher } from "@/lib/contract/entitlements";
import { closeClients, failureOf, permit, reading } from "../http/testing/client";
import { answer, closeServers, type Reply } from "../http/testing/recording-server";
import { activateLicense } from "./activations";
import { listEntitlements, validateEntitlement } from "./entitlements";
import { revokeLicense } from "./revocations";
import {
  good,
  juniperStandIn,
  sampleActivation,
  sampleEntitlement,
  sampleRevocation,
  sampleVoucher,
} from "./testing";
import { issueVoucher } from "./vouchers";

afterEach(async () => {
  await closeClients();
  await closeServers();
});

const says =
  (body: unknown): Reply =>
  (_request, response) =>
    answer(response, body);
const device = { serialNumber: "JN1234ABC", of: { ssrn: "152115129000" } };
const voucherAsked = {
  serialNumber: "JN1234ABC",
  ssrn: "152115129000",
  expiresAt: "2027-01-31T00:00:00Z",
  pinnedDomainCertBase64: "MIIB",
};

test("an entitlement comes in the contract's shape, its code masked and sealed", async () => {
  const { juniper } = await juniperStandIn(says(good({ valid: true, entitlement: sampleEntitlement })));
  const found = await validateEntitlement(reading, juniper, { ssrn: "152115129000" });
  expect(found).toMatchObject({ valid: true, warnings: [] });
  expect(entitlement.parse(found.entitlement)).toMatchObject({
    entitlementId: "ENT-000123",
    activationCodeMasked: "••••G7H8",
    type: "SUBSCRIPTION",
    customerId: "0100001234",
    groupId: "GRP-77",
    quantity: { total: 10, activated: 3, available: 7 },
    startsAt: "2026-01-01T00:00:00.000Z",
    endsAt: "2026-12-31T00:00:00.000Z",
    activations: [{ activationId: "ACT-9", serialNumber: "JN1234ABC", status: null }],
  });
  expect(found.entitlement?.secrets.activationCode).toBe("A1B2C3D4E5F6G7H8");
  const seen = JSON.stringify(found) + inspect(found, { depth: 9 });
  expect(seen).not.toContain("A1B2C3D4");
  expect(seen).toContain("152115129000");
});

test("an unknown one is told as the vendor tells it", async () => {
  const { juniper } = await juniperStandIn(says(good({ valid: false })));
  expect(await validateEntitlement(reading, juniper, { ssrn: "1521" })).toEqual({
    valid: false,
    entitlement: null,
    warnings: [],
  });
});

test("a list comes page by page, with what the vendor warns of", async () => {
  const { juniper } = await juniperStandIn(
    says({
      queryEntitlementsResponse: good(
        {
          entitlements: [sampleEntitlement, { SSRN: 152115129001, endDate: null, quantity: { total: "5" } }],
          totalCount: 3,
          nextPageToken: "p2",
          fault: [{ errorClass: "Warning", errorCode: "602", errorMessage: "One account was skipped" }],
        },
        "300",
      ),
    }),
  );
  const page = await listEntitlements(reading, juniper);
  expect(page).toMatchObject({ totalCount: 3, nextPageToken: "p2" });
  expect(page.warnings).toEqual([{ code: "602", words: "One account was skipped" }]);
  expect(page.items[1]).toMatchObject({
    entitlementId: "152115129001",
    activationCodeMasked: null,
    endsAt: null,
    quantity: { total: 5, activated: null, available: null },
  });
});

test("a success with reservations and without a fault warns in the answer's own words", async () => {
  const { juniper } = await juniperStandIn(says(good({ revocation: sampleRevocation }, "300")));
  const { warnings } = await revokeLicense(permit(), juniper, device);
  expect(warnings).toEqual([{ code: null, words: "done" }]);
});

test("an item that names nothing spoils the page", async () => {
  const { juniper } = await juniperStandIn(
    says(good({ entitlements: [sampleEntitlement, { status: "A" }] })),
  );
  expect(await failureOf(listEntitlements(reading, juniper))).toMatchObject({ kind: "bad_answer" });
});

test("an activation hands out key and file sealed, and dates it cannot read as none", async () => {
  const { juniper } = await juniperStandIn(says(good({ activation: sampleActivation })));
  const done = await activateLicense(permit(), juniper, device);
  expect(activation.parse(done.activation)).toMatchObject({
    activationId: "ACT-10",
    serialNumber: "JN1234ABC",
    licenseId: "JUNOS204558",
    hasKey: true,
    fileName: "JN1234ABC.lic",
    endsAt: null,
  });
  expect(licenseSecrets.parse(done.secrets)).toEqual({
    licenseKey: "JUNOS204558 aeaqea qmijhd",
    file: { fileName: "JN1234ABC.lic", contentBase64: "bGljZW5zZQ==" },
  });
  expect(JSON.stringify(done) + inspect(done, { depth: 9 })).not.toMatch(/aeaqea|bGljZW5zZQ|A1B2C3D4/);
});

test("a voucher hands out its file sealed", async () => {
  const { juniper } = await juniperStandIn(says(good({ voucher: sampleVoucher })));
  const done = await issueVoucher(permit(), juniper, voucherAsked);
  expect(voucher.parse(done.voucher)).toMatchObject({
    voucherId: "VCH-5",
    pinnedDomainCertSha256: "ab12",
    mediaType: "application/voucher-cms+json",
  });
  expect(done.secrets.contentBase64).toBe("dm91Y2hlcg==");
  expect(JSON.stringify(done)).not.toContain("dm91Y2hlcg");
});

test("a revocation says what came back", async () => {
  const { juniper } = await juniperStandIn(says(good({ revocation: sampleRevocation })));
  const done = await revokeLicense(permit(), juniper, device);
  expect(revocation.parse(done.revocation)).toMatchObject({ revocationId: "RVK-2", quantityReturned: 1 });
});

test.each([
  ["activation", sampleActivation, activateLicense, device],
  ["revocation", sampleRevocation, revokeLicense, device],
] as const)(
  "an %s of another device is a bad answer, and leaves the change in doubt",
  async (name, sample, call, asked) => {
    const { juniper } = await juniperStandIn(says(good({ [name]: { ...sample, serialNumber: "JN9" } })));
    const made: Promise<unknown> = call(permit(), juniper, asked);
    expect(await failureOf(made)).toMatchObject({ kind: "bad_answer", mayHaveActed: true });
  },
);
