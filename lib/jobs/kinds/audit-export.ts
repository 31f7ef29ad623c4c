import { z } from "zod";
import { exportCells, exportColumns } from "@/lib/audit/export";
import { countSealed, readSealed, sealedHead } from "@/lib/audit/read";
import type { AuditFilters } from "@/lib/contract/audit";
import type { JobInput } from "@/lib/contract/job-kinds";
import type { FileKind } from "@/lib/domain/jobs/kind";
import { formatFact } from "./paged-export";

const entriesPerPage = 5_000;

/** The history goes on while it is exported: the plan notes the newest entry of its time, and the file ends there. */
interface FrozenInput extends JobInput<"audit.export"> {
  headSequence: number;
}
const frozen = z.object({ headSequence: z.number().int() });

const cursor = z.object({ after: z.number().int() });

/**
 * Sealed entries of the audit history, oldest first, as the direct export writes them. Without filters the JSON lines
 * are a chain that `npm run audit:verify` checks.
 */
export const auditExport: FileKind<"audit.export"> = {
  kind: "audit.export",
  makes: "file",
  unit: { one: "audit entry", many: "audit entries" },
  fileStem: "audit",
  contents: "Every entry up to the newest one when the plan was made.",
  columns: exportColumns,

  title: (_input, targets) => `Export ${targets}`,
  facts: (input) => [...filterFacts(input.filters), ...headFacts(input), formatFact(input.format)],

  async measure(_reading, input) {
    const headSequence = await sealedHead();
    const rows = await countSealed(input.filters, headSequence);
    const frozenInput: FrozenInput = { ...input, headSequence };
    return { rows, pages: Math.max(1, Math.ceil(rows / entriesPerPage)), input: frozenInput };
  },

  async page(_reading, input, from) {
    const { headSequence } = frozen.parse(input);
    const { after } = from === null ? { after: 0 } : cursor.parse(from);
    const stretch = { after, upTo: headSequence, size: entriesPerPage };
    const entries = await readSealed(input.filters, stretch);
    const last = entries.at(-1)?.sequence ?? headSequence;
    return {
      items: input.format === "csv" ? entries.map(exportCells) : entries,
      next: entries.length < entriesPerPage || last === headSequence ? null : { after: last },
    };
  },
};

const filterLabels: Record<keyof AuditFilters, string> = {
  actor: "Actor",
  action: "Action",
  subjectType: "Subject type",
  subjectId: "Subject",
  outcome: "Outcome",
  requestId: "Request",
  jobId: "Job",
  from: "From",
  to: "Before",
};

function filterFacts(filters: AuditFilters): { label: string; value: string }[] {
  return Object.entries(filterLabels).flatMap(([name, label]) => {
    const value = filters[name as keyof AuditFilters];
    return value === undefined ? [] : [{ label, value }];
  });
}

function headFacts(input: JobInput<"audit.export">): { label: string; value: string }[] {
  const { data } = frozen.safeParse(input);
  return data === undefined
    ? []
    : [{ label: "Up to entry", value: data.headSequence.toLocaleString("en-US") }];
}
