"use client";

import { useCan } from "@/components/patterns/who";
import { announce } from "@/components/ui/live-region";
import { MenuItem, MenuLink } from "@/components/ui/menu-items";
import { useCopy } from "@/components/ui/use-copy";
import type { Batch } from "@/lib/contract/batches";
import { batchPath } from "./columns";
import { startDownload } from "./download";

/** What can be done with one batch. */
export function BatchActions({ batch }: { batch: Batch }) {
  const mayDownload = useCan()("batches:download");
  const { copy } = useCopy();
  const number = String(batch.batchId);
  return (
    <>
      <MenuLink href={batchPath(batch.batchId)}>Open batch</MenuLink>
      {mayDownload && batch.downloadable && (
        <MenuItem onSelect={() => startDownload(batch.batchId)}>Download zip</MenuItem>
      )}
      <MenuItem onSelect={() => void copy(number).then(() => announce(`Copied ${number}.`))}>
        Copy batch number
      </MenuItem>
    </>
  );
}
