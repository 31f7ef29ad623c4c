"use client";

import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { announce } from "@/components/ui/live-region";
import type { Answered } from "@/lib/browser/call";
import { keyOf } from "@/lib/browser/queries";
import { type Batch, isMoving } from "@/lib/contract/batches";
import { type Notice, notices } from "@/lib/contract/notices";
import { nameOf, wordOf } from "./batch-state";

/** A notice of the same end comes at the same moment; it is there within this. */
const noticeTakesMs = 2_000;

const newsOf = (batch: Batch) =>
  batch.downloadable
    ? `${nameOf(batch)} is ready for download.`
    : `${nameOf(batch)} needs attention: ${wordOf(batch)}.`;

/** Whether the person has a notice that leads to the batch: it was told with a toast, which is read out. */
function hasNotice(client: QueryClient, { batchId }: Batch): boolean {
  const answer = client.getQueryData<Answered<{ items: Notice[] }>>(keyOf(notices.list));
  return answer?.value.items.some(({ href, read }) => !read && href === `/batches/${batchId}`) ?? false;
}

/**
 * Says once, to assistive technology, how a batch has ended that was seen waiting. A batch's own page always does:
 * there, notices of it show no toast. Elsewhere a toast says it to whoever ordered the batch.
 */
export function useBatchNews(
  batches: readonly Batch[] | undefined,
  says: "always" | "unless a notice does",
): void {
  const client = useQueryClient();
  const moving = useRef(new Map<number, boolean>());
  useEffect(() => {
    for (const batch of batches ?? []) {
      const isNews = moving.current.get(batch.batchId) === true && !isMoving(batch);
      moving.current.set(batch.batchId, isMoving(batch));
      if (!isNews) continue;
      if (says === "always") announce(newsOf(batch));
      else setTimeout(() => hasNotice(client, batch) || announce(newsOf(batch)), noticeTakesMs);
    }
  }, [batches, client, says]);
}
