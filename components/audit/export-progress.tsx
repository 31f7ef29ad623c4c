import { Notice } from "@/components/patterns/notice";
import { problemOf } from "@/components/patterns/problem";
import { ProblemMessage } from "@/components/patterns/problem-message";
import { Delayed } from "@/components/ui/delayed";
import { Spinner } from "@/components/ui/spinner";
import type { ProblemError } from "@/lib/browser/call";

/** What an export does before its file or its plan shows. */
export function ExportProgress({ counting, error }: { counting: boolean; error: ProblemError | null }) {
  if (error) return <ProblemMessage problem={problemOf(error)} />;
  if (!counting) return null;
  return (
    <Delayed>
      <Notice kind="waiting" title="Counting the entries to export">
        <Spinner label="Counting" />
      </Notice>
    </Delayed>
  );
}
