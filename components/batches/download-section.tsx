"use client";

import { useState } from "react";
import type { Problem } from "@/components/patterns/problem";
import { ProblemMessage } from "@/components/patterns/problem-message";
import { Section } from "@/components/patterns/section";
import { useCan } from "@/components/patterns/who";
import { roleLabels, rolesWith } from "@/lib/access/permissions";
import type { Batch } from "@/lib/contract/batches";
import { zipState } from "./batch-state";
import { DownloadButton } from "./download";

const certificates = (count: number) =>
  `${count.toLocaleString("en")} ${count === 1 ? "certificate" : "certificates"}`;

const holders = rolesWith("batches:download")
  .map((role) => roleLabels[role])
  .join(" and ");

function withoutZip(batch: Batch): string {
  switch (zipState(batch)) {
    case "not yet":
      if (batch.statusClass === "ready")
        return "Not yet. Sectigo has issued the batch and does not offer its zip.";
      return `Not yet. The zip is offered when Sectigo has issued the ${certificates(batch.size)}.`;
    case "gone":
      return "The zip is gone.";
    default:
      return "There is no zip to download.";
  }
}

/** What is in the zip, as far as it is known: keys are only in it where Sectigo made them. */
function contentOf({ generatorParameters }: Batch): string {
  if (generatorParameters === null)
    return "It holds certificates only; the keys stayed where the CSRs were made.";
  return "It holds a PKCS#12 file for each certificate with its key. Their password was chosen with the order; it is stored neither here nor in the audit history.";
}

/** The zip: how to get it, what is in it, and what went wrong when it could not be had. */
export function DownloadSection({ batch, problem }: { batch: Batch; problem: Problem | undefined }) {
  const mayDownload = useCan()("batches:download");
  const [started, setStarted] = useState(false);
  return (
    <Section title="Download">
      {problem && !started && <ProblemMessage problem={problem} />}
      {!batch.downloadable && <p className="text-13 text-muted">{withoutZip(batch)}</p>}
      {batch.downloadable && !mayDownload && (
        <p className="text-13 text-muted">
          The zip is ready. Your role cannot download it; these can: {holders}.
        </p>
      )}
      {batch.downloadable && mayDownload && (
        <div className="flex flex-col items-start gap-3 text-13">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
            <DownloadButton variant="primary" batchId={batch.batchId} onStart={() => setStarted(true)}>
              Download zip
            </DownloadButton>
            <span className="tabular text-muted">
              {batch.statusClass === "partly"
                ? `what was issued of ${certificates(batch.size)}`
                : certificates(batch.size)}
            </span>
          </div>
          <p role="status" className="empty:hidden">
            {started &&
              "Your browser fetches the zip and shows how far it is. A transfer that is cut never looks whole."}
          </p>
          <p className="text-muted">
            {contentOf(batch)} The zip goes from Sectigo through to your disk without a copy here; who took it
            and its SHA-256 go into the audit history.
          </p>
        </div>
      )}
    </Section>
  );
}
