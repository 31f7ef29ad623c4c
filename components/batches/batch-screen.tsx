"use client";

import { useQueryStates } from "nuqs";
import { useEffect, useState } from "react";
import { readFailure, StaleNotice } from "@/components/patterns/answer";
import { Dossier, Page } from "@/components/patterns/dossier";
import { Identifier } from "@/components/patterns/identifier";
import { PageHead } from "@/components/patterns/page-head";
import type { Problem } from "@/components/patterns/problem";
import { RawJson } from "@/components/patterns/raw-json";
import { exactTime } from "@/components/patterns/time/format-time";
import { PollClock } from "@/components/patterns/time/poll-clock";
import { Skeleton } from "@/components/ui/skeleton";
import type { Batch } from "@/lib/contract/batches";
import { BatchActivity } from "./batch-activity";
import { BatchAdvice, BatchWait } from "./batch-advice";
import { BatchFacts } from "./batch-facts";
import { nameOf, wordOf } from "./batch-state";
import { BatchStatus } from "./batch-status";
import { downloadProblem, downloadProblemParsers } from "./download-problem";
import { DownloadSection } from "./download-section";
import { useBatch } from "./queries";
import { useBatchNews } from "./use-batch-news";

/** The tab says how the batch stands, for whoever looks at another one meanwhile. */
function useTitle(batchId: number, batch: Batch | undefined): void {
  const status = batch && (batch.needsAttention ? `Needs attention: ${wordOf(batch)}` : wordOf(batch));
  useEffect(() => {
    if (status !== undefined) document.title = `${status} · Batch ${batchId} · Muniment`;
  }, [batchId, status]);
}

/** Why the download before failed, as the address said on arrival. It is taken out, so that a reload does not tell it again. */
function useDownloadProblem() {
  const [{ problem, requestId }, setAddress] = useQueryStates(downloadProblemParsers);
  const [told, setTold] = useState<Problem>();
  useEffect(() => {
    if (problem === null) return;
    setTold(downloadProblem(problem, requestId));
    void setAddress(null);
  }, [problem, requestId, setAddress]);
  return told;
}

/** One batch: how it stands, its zip, what it is, what was done with it. */
export function BatchScreen({ batchId }: { batchId: number }) {
  const { read, clock, nextAtMs, askNow } = useBatch(batchId);
  const answer = read.isPlaceholderData ? undefined : read.data;
  const batch = answer?.value;
  const problem = useDownloadProblem();
  useTitle(batchId, batch);
  useBatchNews(batch && [batch], "always");

  const failure = readFailure(read, "The list of batches may still be there, as it last was.");
  if (failure) {
    return (
      <Page>
        <PageHead title={`Batch ${batchId}`} />
        {failure}
      </Page>
    );
  }
  return (
    <Page>
      <PageHead
        title={batch ? nameOf(batch) : `Batch ${batchId}`}
        status={batch && <BatchStatus batch={batch} variant="badge" />}
        description={
          <span className="flex flex-wrap items-center gap-x-2">
            Batch <Identifier value={String(batchId)} label="batch number" />
            {batch?.profileName && <span>{batch.profileName}</span>}
          </span>
        }
        clock={
          <PollClock
            control={clock}
            updatedAtMs={answer?.asOf.getTime() ?? 0}
            nextAtMs={nextAtMs}
            refreshing={read.isFetching}
            onRefresh={askNow}
          />
        }
      />
      <StaleNotice read={read} vendor="Sectigo" what="this batch" />
      {answer === undefined || batch === undefined ? (
        <Skeleton className="h-96 w-full" />
      ) : (
        <>
          <BatchAdvice batch={batch} />
          <BatchWait batch={batch} paused={clock.paused} />
          <Dossier
            facts={
              <>
                <DownloadSection batch={batch} problem={problem} />
                <BatchFacts batch={batch} />
              </>
            }
            life={<BatchActivity batch={batch} paused={clock.paused} />}
          />
          <RawJson
            label="Raw batch"
            value={{ ...batch, nextLookAt: undefined }}
            note={`As read from Sectigo ${exactTime(answer.asOf.toISOString(), true)}, with our class of its status. Secrets are left out.`}
          />
        </>
      )}
    </Page>
  );
}
