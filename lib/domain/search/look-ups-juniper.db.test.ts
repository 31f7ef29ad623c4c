import { afterAll, beforeEach, expect, test } from "vitest";
import { licenses, vouchers } from "@/drizzle/schema/juniper";
import { can } from "@/lib/access/permissions";
import type { SearchReading } from "@/lib/contract/search";
import { db } from "@/lib/db/connection";
import { newId } from "@/lib/db/ids";
import { testDatabase } from "@/lib/db/testing";
import { readGroup } from "@/lib/domain/entitlements/group";
import { juniperVendor, passTime, reading } from "@/lib/domain/entitlements/testing";
import { forgetFailures } from "@/lib/domain/last-answers/vendor-rest";
import { logger } from "@/lib/log";
import { notConnected } from "@/lib/vendors/http/vendor-error";
import { find } from "./find";

const { owner } = await testDatabase();
logger().level = "silent";
const vendor = await juniperVendor();
afterAll(vendor.stop);

beforeEach(async () => {
  forgetFailures();
  vendor.sandbox.reset();
  vendor.newBudget();
  for (const table of ["shared_answers", "shared_changes", "licenses", "vouchers"]) {
    await owner`delete from ${owner(table)}`;
  }
});

/** The other vendors are not connected: what is found comes from Juniper or our records. */
const absent = (name: "ublox" | "sectigo") => () => {
  throw notConnected(name, []);
};

async function readingsOf(text: string): Promise<SearchReading[]> {
  const vendors = { ublox: absent("ublox"), sectigo: absent("sectigo"), juniper: () => vendor.juniper };
  return await find(reading, vendors, text, (permission) => can("support", permission));
}

async function as(kind: SearchReading["kind"], text: string): Promise<SearchReading | undefined> {
  return (await readingsOf(text)).find((taken) => taken.kind === kind);
}

const minuteMs = 60_000;
const seedSsrn = "152115129000";

async function addLicense(values: Partial<typeof licenses.$inferInsert> = {}): Promise<string> {
  const id = newId("lic");
  await db()
    .insert(licenses)
    .values({
      id,
      state: "activation_in_doubt",
      serialNumber: "QQ0001ABC",
      ssrn: "152115129777",
      productSku: "S-TEST-1",
      quantity: 1,
      askedBy: "Ada",
      requestId: "req_test",
      ...values,
    });
  return id;
}

async function addVoucher(serialNumber: string): Promise<string> {
  const id = newId("vch");
  await db()
    .insert(vouchers)
    .values({
      id,
      state: "issued",
      serialNumber,
      ssrn: "152115129888",
      expiresAt: new Date(Date.now() + 90 * 86_400_000),
      certificatePem: "-",
      certificateSha256: "ab",
      certificateSubject: "CN=domain.example.com",
      certificateIssuer: "CN=ca.example.com",
      certificateNotAfter: new Date(Date.now() + 180 * 86_400_000),
      askedBy: "Ada",
      requestId: "req_test",
    });
  return id;
}

test("an SSRN is found in the connection's group, which is read once for all searches", async () => {
  const taken = await as("ssrn", seedSsrn);
  expect(taken?.found).toMatchObject([
    {
      title: seedSsrn,
      words: expect.stringMatching(/^Entitlement of S-.+, 3 of 10 activated$/),
    },
  ]);
  expect(taken?.found[0]?.href).toBe("/entitlements/ENT-000101");
  expect(taken?.words).toMatch(/^SSRN 152115129000 in group GRP-77 as of \d{4}-\d\d-\d\d \d\d:\d\d UTC$/);
  await passTime(owner, 55 * minuteMs);
  expect((await as("ssrn", "999999999999"))?.found).toEqual([]);
  expect(vendor.asked()).toEqual(["/entitlements/query"]);
});

test("what was read more than an hour ago is read again", async () => {
  await as("ssrn", seedSsrn);
  await passTime(owner, 61 * minuteMs);
  await as("ssrn", seedSsrn);
  expect(vendor.asked()).toHaveLength(2);
});

test("a device is found by its serial number in any case: what Juniper lists, and what was made here", async () => {
  const { entitlements } = await readGroup(reading, vendor.juniper);
  const listed = entitlements.find(({ type, activations }) => type !== "VOUCHER" && activations.length > 0);
  const serialNumber = listed?.activations[0]?.serialNumber ?? "";
  await addVoucher(serialNumber);
  const taken = await as("juniperSerialNumber", serialNumber.toLowerCase());
  expect(taken?.found).toMatchObject([
    { title: serialNumber, href: `/activations?serialNumber=${serialNumber}` },
    { words: "1 was asked for here", href: `/vouchers?serialNumber=${serialNumber}` },
  ]);
  expect(taken?.found[0]?.words).toContain(listed?.productSku);
  expect(taken?.problem).toBeNull();
  expect((await as("juniperSerialNumber", "QQ9999XYZ"))?.found).toEqual([]);
});

test("a license and a voucher are found by their ids, and Juniper is not asked", async () => {
  const licenseId = await addLicense();
  const voucherId = await addVoucher("QQ0001ABC");
  expect(await readingsOf(licenseId)).toMatchObject([
    {
      kind: "license",
      found: [
        {
          title: "License on QQ0001ABC",
          words: "License of S-TEST-1, activation in doubt",
          href: `/activations/${licenseId}`,
        },
      ],
    },
  ]);
  expect(await readingsOf(voucherId)).toMatchObject([
    { kind: "voucher", found: [{ title: "Voucher for QQ0001ABC", href: `/vouchers/${voucherId}` }] },
  ]);
  expect((await as("license", newId("lic")))?.found).toEqual([]);
  expect(vendor.asked()).toEqual([]);
});

test("while Juniper is in trouble our own records are found all the same, and the trouble is said", async () => {
  await addLicense();
  await addVoucher("QQ0001ABC");
  vendor.sandbox.setFault({ fault: "server_error" });
  const taken = await as("juniperSerialNumber", "qq0001abc");
  expect(taken?.found.map(({ href }) => href)).toEqual([
    "/activations?serialNumber=QQ0001ABC",
    "/vouchers?serialNumber=QQ0001ABC",
  ]);
  expect(taken?.problem).toMatch(/^Juniper did not answer/);
});
