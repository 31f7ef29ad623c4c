"use client";

import { useState } from "react";
import { type Problem, problemOf } from "@/components/patterns/problem";
import { showUndo } from "@/components/ui/toast-manager";
import type { Finding } from "@/lib/contract/findings";
import { useUpdateFinding } from "./queries";
import { kindWords, statusLooks } from "./words";

/** Moves findings on where they stand in a list: done at once, and for ten seconds it can be taken back. */
export function useSetStatus() {
  const update = useUpdateFinding();
  const [problem, setProblem] = useState<Problem | null>(null);
  const set = async (
    { findingId, version }: Pick<Finding, "findingId" | "version">,
    status: Finding["status"],
  ): Promise<Finding | undefined> => {
    setProblem(null);
    try {
      return await update.mutateAsync({ params: { findingId }, body: { status, version } });
    } catch (thrown) {
      setProblem(problemOf(thrown));
      return undefined;
    }
  };
  return {
    problem,
    async setStatus(finding: Finding, status: Finding["status"]): Promise<void> {
      const changed = await set(finding, status);
      if (changed === undefined) return;
      const what = `${kindWords[finding.kind]} device ${finding.rotPublicUid}`;
      showUndo(`${what}: ${statusLooks[status].word.toLowerCase()}`, () => void set(changed, finding.status));
    },
  };
}
