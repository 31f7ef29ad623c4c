"use client";

import { useEffect, useRef } from "react";
import { announce } from "@/components/ui/live-region";
import type { Batch } from "@/lib/contract/batches";
import { nameOf } from "./batch-state";

/** Says once, to assistive technology, that a batch that was seen waiting can be downloaded now. */
export function useReadyNews(batches: readonly Batch[] | undefined): void {
  const seen = useRef(new Map<number, boolean>());
  useEffect(() => {
    for (const batch of batches ?? []) {
      const news = batch.downloadable && seen.current.get(batch.batchId) === false;
      if (news) announce(`${nameOf(batch)} is ready for download.`);
      seen.current.set(batch.batchId, batch.downloadable);
    }
  }, [batches]);
}
