"use client";

import { useState } from "react";
import type { PlanInput } from "@/components/jobs/plan/use-making";
import type { ExportFormat } from "@/components/patterns/export-items";
import { auditExportMax } from "@/lib/contract/audit";
import { auditFilters, exportAddress, type FilterValues, useCountExport } from "./queries";
import { saveFile } from "./save-file";

/** Exports what the filters find: as a download at once, or through a plan where it is too much for that. */
export function useExport(values: FilterValues) {
  const [plan, setPlan] = useState<PlanInput | null>(null);
  const counting = useCountExport();
  const begin = (format: ExportFormat) =>
    counting.mutate(values, {
      onSuccess: ({ entries }) => {
        if (entries <= auditExportMax) saveFile(exportAddress(values, format));
        else setPlan({ kind: "audit.export", input: { filters: auditFilters(values), format } });
      },
    });
  return {
    begin,
    counting: counting.isPending,
    error: counting.error,
    plan,
    closePlan: () => setPlan(null),
  };
}
