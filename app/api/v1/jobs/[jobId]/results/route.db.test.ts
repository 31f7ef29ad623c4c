import { afterEach, describe, expect, test, vi } from "vitest";
import type { Role } from "@/lib/access/permissions";
import { currentSession } from "@/lib/access/session";
import { jobs } from "@/lib/contract/jobs";
import { testDatabase } from "@/lib/db/testing";
import { jobWithFile, store, storedJob } from "@/lib/domain/jobs/testing.stored";
import { asked, sessionOf } from "@/lib/http/testing";
import { auditExport } from "@/lib/jobs/kinds/audit-export";
import { GET as rowsRoute } from "../rows/route";
import { GET as resultsRoute } from "./route";

vi.mock("@/lib/access/session", () => ({ currentSession: vi.fn() }));
await testDatabase();
afterEach(() => vi.mocked(currentSession).mockReset());

function results(role: Role, jobId: string, query = "") {
  vi.mocked(currentSession).mockResolvedValue(sessionOf(role));
  return resultsRoute(...asked(jobs.results, { params: { jobId }, query }));
}

function rows(role: Role, jobId: string, query = "") {
  vi.mocked(currentSession).mockResolvedValue(sessionOf(role));
  return rowsRoute(...asked(jobs.rows, { params: { jobId }, query }));
}

async function whitelistJob() {
  const job = await storedJob("whitelist.add");
  const targets = ["0002000089280087", "0002000089280088", "not a uid"];
  await store(
    job,
    [{ ordinal: 1, firstRow: 1, lastRow: 2, rowCount: 2, state: "failed", words: "u-blox refused it." }],
    targets.map((target, index) => ({
      ordinal: index + 1,
      chunk: index < 2 ? 1 : null,
      target,
      ...(index === 2 && { state: "skipped", words: "This is no RoT UID." }),
    })),
  );
  return job.id;
}

describe("the result of a job on targets", () => {
  test("is handed out to whoever may read what its rows hold, and is there for nobody else", async () => {
    const jobId = await whitelistJob();
    for (const role of ["admin", "approver", "support", "auditor"] as const) {
      const response = await results(role, jobId, "?state=failed");
      expect(response.status).toBe(200);
      expect(response.headers.get("content-disposition")).toBe(
        `attachment; filename="job-${jobId.slice(-8)}-failed.csv"`,
      );
      expect((await response.text()).trimEnd().split("\n")).toHaveLength(3);
    }
    expect((await results("requester", jobId)).status).toBe(403);
    expect((await results("admin", `job_${"0".repeat(32)}`)).status).toBe(404);
  });

  test("as rows has no more in it than the contract says", async () => {
    const jobId = await whitelistJob();
    const answer = await (await rows("support", jobId, "?state=failed&size=1&target=00020000")).json();
    expect(answer).toEqual({
      items: [
        {
          ordinal: 1,
          target: "0002000089280087",
          does: expect.any(String),
          state: "failed",
          words: "u-blox refused it.",
          answer: null,
          requestId: null,
          at: null,
        },
      ],
      nextAfter: 1,
    });
  });
});

describe("the file of a job", () => {
  test("needs the right to read the list it was made of", async () => {
    const { id } = await jobWithFile(auditExport, { filters: {}, format: "jsonl" });
    for (const role of ["support", "approver"] as const) {
      const refused = await results(role, id);
      expect([refused.status, (await refused.json()).code]).toEqual([404, "not_found"]);
      expect((await rows(role, id)).status).toBe(404);
    }
    const file = await results("auditor", id);
    expect(file.status).toBe(200);
    expect(file.headers.get("content-type")).toBe("application/x-ndjson");
    expect(file.headers.get("content-length")).toBe(String((await file.text()).length));
  });

  test("is refused as long as it is not whole", async () => {
    const { id } = await storedJob("audit.export", {
      input: { filters: {}, format: "csv", headSequence: 0 },
    });
    const refused = await results("admin", id);
    expect([refused.status, (await refused.json()).code]).toEqual([409, "conflict"]);
  });
});
