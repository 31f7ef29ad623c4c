import { text } from "node:stream/consumers";
import { beforeAll, expect, test } from "vitest";
import { findings } from "@/drizzle/schema/ublox";
import { db } from "@/lib/db/connection";
import { testDatabase } from "@/lib/db/testing";
import { resultFile } from "@/lib/domain/jobs/results";
import { jobWithFile } from "@/lib/domain/jobs/testing.stored";
import { kinds } from "../kinds";
import { findingsExport } from "./findings-export";
import { readItems, readPages } from "./testing.export";

await testDatabase();

const total = 1_205;
const reading = { requestId: "req_test" };

beforeAll(async () => {
  await db()
    .insert(findings)
    .values(
      Array.from({ length: total }, (_, index) => ({
        id: `fnd_${String(index).padStart(6, "0")}`,
        kind: index % 2 === 0 ? "clone" : "suspicious",
        rotPublicUid: index.toString(16).padStart(16, "0"),
        sameness: "",
        reasons: index % 2 === 0 ? [] : ["DUPLICATED_DEV_SERIAL_NUM_SEALING"],
        status: index === 1 ? "resolved" : "open",
        ...(index === 1 && { note: "=1+1", ownerId: "usr_ada", ownerName: "Ada", version: 2 }),
      })),
    );
});

test("every finding is exported once, oldest first", async () => {
  const input = { filters: {}, format: "csv" } as const;
  expect(await findingsExport.measure(reading, input)).toEqual({ rows: total, pages: 2 });
  const pages = await readPages(findingsExport, input);
  expect(pages.map(({ items }) => items.length)).toEqual([1_000, 205]);
  const ids = pages.flatMap(({ items }) => items.map(({ findingId }) => findingId));
  expect(ids).toEqual([...new Set(ids)].sort());
});

test("the filters decide, and the plan names them", async () => {
  const filters = { status: "resolved", kind: "suspicious" } as const;
  const items = await readItems(findingsExport, { filters, format: "jsonl" });
  expect(items).toMatchObject([{ findingId: "fnd_000001", owner: "Ada", note: "=1+1" }]);
  expect(findingsExport.facts({ filters, format: "csv" })).toEqual([
    { label: "Status", value: "resolved" },
    { label: "Kind", value: "suspicious" },
    { label: "Format", value: "CSV" },
  ]);
});

test("the file has every member under its column, and runs nothing in a spreadsheet", async () => {
  const filters = { status: "resolved" } as const;
  const [item] = await readItems(findingsExport, { filters, format: "csv" });
  expect(Object.keys(item ?? {}).sort()).toEqual([...findingsExport.columns].sort());
  const job = await jobWithFile(findingsExport, { filters, format: "csv" });
  const [header, line = ""] = (await text(resultFile(job, { format: "csv" }, kinds).body)).split("\n");
  expect(header).toBe(findingsExport.columns.join(","));
  expect(line).toContain("'=1+1");
});
