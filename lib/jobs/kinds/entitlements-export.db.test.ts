import { text } from "node:stream/consumers";
import { afterAll, expect, test } from "vitest";
import { testDatabase } from "@/lib/db/testing";
import { readGroup } from "@/lib/domain/entitlements/group";
import { openCode } from "@/lib/domain/entitlements/sealed-code";
import { juniperVendor, passTime, reading } from "@/lib/domain/entitlements/testing";
import { resultFile } from "@/lib/domain/jobs/results";
import { jobWithFile } from "@/lib/domain/jobs/testing.stored";
import { processWide } from "@/lib/vendors/http/process-wide";
import { closeClients } from "@/lib/vendors/http/testing/client";
import { answer, closeServers } from "@/lib/vendors/http/testing/recording-server";
import { good, juniperStandIn, sampleEntitlement } from "@/lib/vendors/juniper/testing";
import { entitlementsExport } from "./entitlements-export";
import { readItems, readPages } from "./testing.export";

const { owner } = await testDatabase();
const vendor = await juniperVendor();
afterAll(async () => {
  await vendor.stop();
  await closeClients();
  await closeServers();
});

const kinds = { "entitlements.export": entitlementsExport };
const all = { filters: {}, format: "csv" } as const;

test("every entitlement of the group is exported once, for one call", async () => {
  expect(await entitlementsExport.measure(reading, all)).toEqual({ rows: 30, pages: 1 });
  const ids = (await readItems(entitlementsExport, all)).map(({ entitlementId }) => entitlementId);
  expect(ids).toHaveLength(30);
  expect(ids).toEqual([...new Set(ids)].sort());
  expect(vendor.asked()).toEqual(["/entitlements/query"]);
});

test("the filters decide, and the plan names them", async () => {
  const filters = { type: "PERPETUAL", standing: "used_up", freeAtLeast: undefined } as const;
  const items = await readItems(entitlementsExport, { filters, format: "jsonl" });
  expect(items.length).toBeGreaterThan(0);
  for (const item of items) expect(item).toMatchObject({ type: "PERPETUAL", standing: "used_up" });
  expect(entitlementsExport.facts({ filters, format: "csv" })).toEqual([
    { label: "Type", value: "PERPETUAL" },
    { label: "Standing", value: "used_up" },
    { label: "Format", value: "CSV" },
  ]);
});

test("the file has every member under its column, says of when it is, and holds no activation code", async () => {
  const [item] = await readItems(entitlementsExport, all);
  expect(Object.keys(item ?? {}).sort()).toEqual([...entitlementsExport.columns].sort());
  const { entitlements, answeredAt } = await readGroup(reading, vendor.juniper);
  const job = await jobWithFile(entitlementsExport, all);
  const file = await text(resultFile(job, { format: "csv" }, kinds).body);
  const [header, ...lines] = file.trimEnd().split("\n");
  expect(header).toBe(entitlementsExport.columns.join(","));
  expect(lines).toHaveLength(30);
  for (const line of lines) expect(line).toContain(answeredAt.toISOString());
  for (const entitlement of entitlements) {
    expect(file).not.toContain((await openCode(entitlement)) ?? "never");
    expect(file).not.toContain(entitlement.activationCodeMasked ?? "never");
    expect(file).not.toContain(entitlement.sealedCode ?? "never");
  }
});

test("while there are no calls left the file is of what was read last", async () => {
  await passTime(owner, 3_600_000);
  vendor.newBudget(0);
  const items = await readItems(entitlementsExport, all);
  expect(items).toHaveLength(30);
  expect(Date.parse(String(items[0]?.listedAt))).toBeLessThan(Date.now() - 3_500_000);
  vendor.newBudget(300);
});

test("a large group goes page by page, and what is missing of it is told in each row", async () => {
  const { juniper } = await juniperStandIn((request, response) => {
    const place = Number(JSON.parse(request.text).pageToken ?? 0);
    const entitlements = Array.from({ length: 200 }, (_, index) => ({
      ...sampleEntitlement,
      entitlementId: `ENT-${String(place * 200 + index).padStart(6, "0")}`,
    }));
    answer(response, good({ entitlements, totalCount: 10_000, nextPageToken: String(place + 1) }));
  });
  const key = Symbol.for("muniment.juniperClient");
  Reflect.deleteProperty(globalThis, key);
  processWide("juniperClient", () => juniper);
  try {
    const large = { filters: { groupId: "LARGE" }, format: "csv" } as const;
    expect(await entitlementsExport.measure(reading, large)).toEqual({ rows: 5_000, pages: 5 });
    const pages = await readPages(entitlementsExport, large);
    expect(pages.map(({ items }) => items.length)).toEqual([1_000, 1_000, 1_000, 1_000, 1_000]);
    const ids = pages.flatMap(({ items }) => items.map(({ entitlementId }) => entitlementId));
    expect(new Set(ids).size).toBe(5_000);
    expect(pages[4]?.items.every(({ listComplete }) => listComplete === false)).toBe(true);
  } finally {
    Reflect.set(globalThis, key, vendor.juniper);
  }
});
