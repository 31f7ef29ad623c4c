import { text } from "node:stream/consumers";
import { beforeAll, expect, test } from "vitest";
import { vouchers } from "@/drizzle/schema/juniper";
import { db } from "@/lib/db/connection";
import { testDatabase } from "@/lib/db/testing";
import { resultFile } from "@/lib/domain/jobs/results";
import { jobWithFile } from "@/lib/domain/jobs/testing.stored";
import { kinds } from "../kinds";
import { readItems, readPages } from "./testing.export";
import { vouchersExport } from "./vouchers-export";

await testDatabase();

const total = 1_205;
const reading = { requestId: "req_test" };
const end = new Date("2100-01-01T00:00:00.000Z");

beforeAll(async () => {
  await db()
    .insert(vouchers)
    .values(
      Array.from({ length: total }, (_, index) => ({
        id: `vch_${String(index).padStart(6, "0")}`,
        state: index === 1 ? "revoked" : "issued",
        serialNumber: `SN${String(index).padStart(6, "0")}`,
        ssrn: index < 2 ? "1000" : "2000",
        expiresAt: end,
        certificatePem: "-----BEGIN CERTIFICATE-----",
        certificateSha256: "ab".repeat(32),
        certificateSubject: "=CN",
        certificateIssuer: "CN=ca",
        certificateNotAfter: end,
        sealedFile: "sealed",
        askedBy: "ada@example.com",
        requestId: "req_1",
        ...(index === 1 && { revokeReason: "sold" }),
      })),
    );
});

test("every voucher is exported once, in the order in which they were asked for", async () => {
  const input = { filters: {}, format: "csv" } as const;
  expect(await vouchersExport.measure(reading, input)).toEqual({ rows: total, pages: 2 });
  const pages = await readPages(vouchersExport, input);
  expect(pages.map(({ items }) => items.length)).toEqual([1_000, 205]);
  const ids = pages.flatMap(({ items }) => items.map(({ voucherId }) => voucherId));
  expect(ids).toEqual([...new Set(ids)].sort());
});

test("the filters decide, and the plan names them", async () => {
  const filters = { standing: "revoked", ssrn: "1000" } as const;
  const items = await readItems(vouchersExport, { filters, format: "jsonl" });
  expect(items).toMatchObject([
    { voucherId: "vch_000001", standing: "revoked", revokeReason: "sold", sharedWithCount: total - 1 },
  ]);
  expect(vouchersExport.facts({ filters, format: "csv" })).toEqual([
    { label: "Status", value: "revoked" },
    { label: "SSRN", value: "1000" },
    { label: "Format", value: "CSV" },
  ]);
});

test("the file has every member under its column, no voucher's file, and runs nothing in a spreadsheet", async () => {
  const filters = { standing: "revoked" } as const;
  const [item] = await readItems(vouchersExport, { filters, format: "csv" });
  expect(Object.keys(item ?? {}).sort()).toEqual([...vouchersExport.columns].sort());
  const job = await jobWithFile(vouchersExport, { filters, format: "csv" });
  const [header, line = ""] = (await text(resultFile(job, { format: "csv" }, kinds).body)).split("\n");
  expect(header).toBe(vouchersExport.columns.join(","));
  expect(line).toContain("'=CN");
  expect(line).not.toContain("sealed");
});
