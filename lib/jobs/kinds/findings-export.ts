import { z } from "zod";
import type { JobInput } from "@/lib/contract/job-kinds";
import { readFindings } from "@/lib/domain/findings/export";
import { countFindings } from "@/lib/domain/findings/read";
import type { FileKind } from "@/lib/domain/jobs/kind";
import { formatFact } from "./paged-export";

type Filters = JobInput<"findings.export">["filters"];

const findingsPerPage = 1_000;

const cursor = z.object({ after: z.string() });

/** What was found, oldest first, with the state that people keep of it. */
export const findingsExport: FileKind<"findings.export"> = {
  kind: "findings.export",
  makes: "file",
  unit: { one: "finding", many: "findings" },
  fileStem: "findings",
  contents: "The findings as they are while they are read.",
  columns: [
    "findingId",
    "kind",
    "rotPublicUid",
    "deviceProfileUid",
    "imei",
    "deviceSerialNumber",
    "reasons",
    "at",
    "firstSeenAt",
    "lastSeenAt",
    "stillReported",
    "status",
    "reopened",
    "owner",
    "note",
    "changedAt",
  ],

  title: (_input, targets) => `Export ${targets}`,
  facts: ({ filters, format }) => [...filterFacts(filters), formatFact(format)],

  async measure(_reading, { filters }) {
    const rows = await countFindings(filters);
    return { rows, pages: Math.max(1, Math.ceil(rows / findingsPerPage)) };
  },

  async page(_reading, { filters }, from) {
    const after = from === null ? null : cursor.parse(from).after;
    const findings = await readFindings(filters, { after, size: findingsPerPage });
    const last = findings.at(-1);
    return {
      items: findings.map(({ owner, version: _, ...finding }) => ({
        ...finding,
        owner: owner?.name ?? null,
      })),
      next: last === undefined || findings.length < findingsPerPage ? null : { after: last.findingId },
    };
  },
};

const labels: Record<keyof Filters, string> = { status: "Status", kind: "Kind", rotPublicUid: "RoT UID" };

function filterFacts({ status, kind, rotPublicUid }: Filters): { label: string; value: string }[] {
  return Object.entries({ status, kind, rotPublicUid }).flatMap(([name, value]) =>
    value === undefined ? [] : [{ label: labels[name as keyof Filters], value }],
  );
}
