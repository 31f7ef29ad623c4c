import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { auditEntries } from "@/drizzle/schema/audit";
import { jobPages } from "@/drizzle/schema/jobs";
import { entryRow } from "@/lib/audit/entry";
import { exportEntries } from "@/lib/audit/export";
import { sealAll, someFacts, tester } from "@/lib/audit/testing";
import { verifyHistory } from "@/lib/audit/verify";
import type { AuditFilters } from "@/lib/contract/audit";
import { db } from "@/lib/db/connection";
import { testDatabase } from "@/lib/db/testing";
import type { FileKind, JobKinds } from "@/lib/domain/jobs/kind";
import { resultFile } from "@/lib/domain/jobs/results";
import { jobWithFile } from "@/lib/domain/jobs/testing.stored";
import { auditExport } from "./audit-export";

await testDatabase();

const kinds: JobKinds = { "audit.export": auditExport as unknown as FileKind };
/** What a spreadsheet would run, and what would break a line or a cell that is not quoted. */
const awkward = [
  "=1+1",
  "@SUM(A1)",
  'a "quoted" name',
  "two\nlines",
  "semi;colon, comma",
  "line\u2028separator",
];

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "muniment-audit-job-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function addEntries(count: number, actorName = "ada@example.com"): Promise<void> {
  const rows = Array.from({ length: count }, (_, index) => {
    const id = awkward[index % 50] ?? `tag ${index}`;
    const actor = { ...tester, name: actorName };
    return entryRow(someFacts({ actor, subject: { type: "tag", id }, fields: [id, "b"] }), "succeeded");
  });
  for (let start = 0; start < count; start += 2_000) {
    await db()
      .insert(auditEntries)
      .values(rows.slice(start, start + 2_000));
  }
  await sealAll();
}

async function fileOfJob(filters: AuditFilters, format: "csv" | "jsonl") {
  const job = await jobWithFile(auditExport, { filters, format });
  const pages = await db()
    .select({ rows: jobPages.rowCount })
    .from(jobPages)
    .where(eq(jobPages.job, job.number));
  const content = await text(resultFile(job, { format: "csv" }, kinds).body);
  return { job, content, pages: pages.map(({ rows }) => rows) };
}

const direct = async (filters: AuditFilters, format: "csv" | "jsonl") =>
  await text((await exportEntries(filters, format)).body);

/** Runs the offline verifier as npm does. */
function verify(path: string, head: string): Promise<{ code: number; stdout: string; stderr: string }> {
  const command = [
    "--import",
    "./lib/scripts/register.mjs",
    "lib/scripts/audit-verify.ts",
    path,
    "--head",
    head,
  ];
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      command,
      { env: { NODE_ENV: "production" } },
      (_error, stdout, stderr) => resolve({ code: child.exitCode ?? -1, stdout, stderr }),
    );
  });
}

describe("a file of several pages", () => {
  beforeAll(() => addEntries(5_200), 30_000);

  test.each(["csv", "jsonl"] as const)("as %s is, byte for byte, what a download writes", async (format) => {
    const { content, pages } = await fileOfJob({}, format);
    expect(pages).toEqual([5_000, 200]);
    expect(content === (await direct({}, format))).toBe(true);
    expect(content.length).toBeGreaterThan(1_000_000);
  });

  test("holds what its filters ask for", async () => {
    await addEntries(3, "eve@example.com");
    const filters = { actor: "eve@example.com" };
    const { content, job } = await fileOfJob(filters, "csv");
    expect(content).toBe(await direct(filters, "csv"));
    expect(job.rowsDone).toBe(3);
  });

  test("has its header also when nothing matches", async () => {
    expect((await fileOfJob({ actor: "nobody" }, "csv")).content).toMatch(/^sequence,at,[^\n]+\n$/);
    expect((await fileOfJob({ actor: "nobody" }, "jsonl")).content).toBe("");
  });
});

test("the file ends at the head that the plan has noted, whatever happens while it is written", async () => {
  const asked = { filters: {}, format: "jsonl" } as const;
  const reading = { requestId: "req_test" };
  const { headSequence } = await verifyHistory();
  const { rows, pages, input = asked } = await auditExport.measure(reading, asked);
  expect({ rows, pages }).toEqual({ rows: headSequence, pages: 2 });
  expect(auditExport.facts(input)).toContainEqual({
    label: "Up to entry",
    value: headSequence?.toLocaleString("en-US"),
  });
  await addEntries(150);
  const first = await auditExport.page(reading, input, null);
  const second = await auditExport.page(reading, input, JSON.parse(JSON.stringify(first.next)));
  expect(first.items.length + second.items.length).toBe(rows);
  expect(second.items.at(-1)?.sequence).toBe(headSequence);
  expect(second.next).toBeNull();
});

test("the JSON lines of a job are verified offline, over the seam of two pages", async () => {
  const { headSequence, headHash } = await verifyHistory();
  const head = `${headSequence}:${headHash}`;
  const { content, pages } = await fileOfJob({}, "jsonl");
  expect(pages).toHaveLength(2);
  const path = join(folder, "audit.jsonl");
  await writeFile(path, content);
  const intact = await verify(path, head);
  expect(intact).toMatchObject({ code: 0, stdout: expect.stringContaining(`Head: ${head}`) });
  // The first line of the second page.
  const lines = content.split("\n");
  lines.splice(5_000, 1);
  await writeFile(path, lines.join("\n"));
  expect(await verify(path, head)).toMatchObject({ code: 1, stderr: expect.stringContaining("Entry 5001") });
});

test("the plan names its filters", () => {
  const filters = { actor: "ada@example.com", jobId: "job_1", to: "2026-03-01T00:00:00Z" };
  expect(auditExport.facts({ filters, format: "csv" })).toEqual([
    { label: "Actor", value: "ada@example.com" },
    { label: "Job", value: "job_1" },
    { label: "Before", value: "2026-03-01T00:00:00Z" },
    { label: "Format", value: "CSV" },
  ]);
});
