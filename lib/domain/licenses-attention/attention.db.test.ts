import { afterAll, beforeEach, expect, test } from "vitest";
import { licenses, vouchers } from "@/drizzle/schema/juniper";
import { db } from "@/lib/db/connection";
import { newId } from "@/lib/db/ids";
import { testDatabase } from "@/lib/db/testing";
import { readGroup } from "@/lib/domain/entitlements/group";
import { standingOf } from "@/lib/domain/entitlements/standing";
import { juniperVendor, passTime, reading } from "@/lib/domain/entitlements/testing";
import { forgetFailures } from "@/lib/domain/last-answers/vendor-rest";
import { logger } from "@/lib/log";
import { notConnected } from "@/lib/vendors/http/vendor-error";
import { readLicensesAttention } from "./attention";

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

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const read = () => readLicensesAttention(reading, () => vendor.juniper);

async function countOf(kind: string): Promise<number | undefined> {
  const { attention } = await read();
  return attention.items.find((item) => item.kind === kind)?.count;
}

let entitlementsMade = 0;
const addLicense = (state: string) => {
  entitlementsMade += 1;
  return db()
    .insert(licenses)
    .values({
      id: newId("lic"),
      state,
      serialNumber: "QQ0001ABC",
      ssrn: `TEST-${entitlementsMade}`,
      quantity: 1,
      askedBy: "Ada",
      requestId: "req_test",
    });
};

let serials = 0;
const addVoucher = (state: string, days: number) => {
  serials += 1;
  return db()
    .insert(vouchers)
    .values({
      id: newId("vch"),
      state,
      serialNumber: `QQ${String(serials).padStart(4, "0")}`,
      ssrn: "152115129888",
      expiresAt: new Date(Date.now() + days * dayMs),
      certificatePem: "-",
      certificateSha256: "ab",
      certificateSubject: "CN=domain.example.com",
      certificateIssuer: "CN=ca.example.com",
      certificateNotAfter: new Date(Date.now() + 180 * dayMs),
      askedBy: "Ada",
      requestId: "req_test",
    });
};

test("counts the entitlements of the connection's group by their standing, exceeded ones before those that end", async () => {
  const { entitlements } = await readGroup(reading, vendor.juniper);
  const standing = (wanted: string) =>
    entitlements.filter((one) => standingOf(one, new Date()) === wanted).length;
  const { attention, group } = await read();
  expect(attention).toMatchObject({ connected: true, group: { groupId: "GRP-77", complete: true } });
  expect(attention.items).toEqual([
    { kind: "entitlements_exceeded", count: standing("exceeded") },
    { kind: "entitlements_expiring", count: standing("expiring") },
  ]);
  expect(Date.now() - (group?.answeredAt.getTime() ?? 0)).toBeLessThan(minuteMs);
});

test("counts what is in doubt, and vouchers that expire soon; what is settled needs nobody", async () => {
  for (const state of [
    "activation_in_doubt",
    "activation_in_doubt",
    "release_in_doubt",
    "active",
    "released",
  ]) {
    await addLicense(state);
  }
  await addVoucher("issue_in_doubt", 90);
  await addVoucher("revoke_in_doubt", 90);
  await addVoucher("issued", 20);
  await addVoucher("issued", 90);
  await addVoucher("revoked", 20);
  expect(await countOf("activations_in_doubt")).toBe(2);
  expect(await countOf("releases_in_doubt")).toBe(1);
  expect(await countOf("vouchers_in_doubt")).toBe(1);
  expect(await countOf("voucher_revocations_in_doubt")).toBe(1);
  expect(await countOf("vouchers_expiring")).toBe(1);
});

test("whoever watches has Juniper asked once an hour at most", async () => {
  for (let minutes = 0; minutes < 59; minutes += 10) {
    await read();
    await passTime(owner, 10 * minuteMs);
  }
  expect(vendor.asked()).toEqual(["/entitlements/query"]);
  await read();
  expect(vendor.asked()).toHaveLength(2);
});

test("where Juniper cannot be asked, the records still count", async () => {
  await addLicense("activation_in_doubt");
  vendor.sandbox.setFault({ fault: "server_error" });
  expect((await read()).attention).toMatchObject({
    items: [{ kind: "activations_in_doubt", count: 1 }],
    group: null,
    connected: true,
  });
  const without = await readLicensesAttention(reading, () => {
    throw notConnected("juniper", []);
  });
  expect(without.attention).toMatchObject({ group: null, connected: false, items: [{ count: 1 }] });
  expect(without.group).toBeUndefined();
});
