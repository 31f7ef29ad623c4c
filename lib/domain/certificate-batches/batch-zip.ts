import "server-only";
import { Refusal } from "@/lib/contract/problem";
import type { FileStream } from "@/lib/operations/perform-stream";
import type { Permit } from "@/lib/vendors/http/permit";
import { getBatch } from "@/lib/vendors/sectigo/batches";
import type { SectigoClient } from "@/lib/vendors/sectigo/client";
import { downloadBatch } from "@/lib/vendors/sectigo/download";

/**
 * A batch's zip on its way from the vendor. `downloadable` decides, never the status (Sectigo guide, Get detailed batch
 * information). The file is named after the batch's number: what the vendor or an orderer called it stays out of it.
 * @param signal aborts when the taker leaves before the first byte
 * @throws Refusal `conflict` when the vendor says it cannot be downloaded; VendorError
 */
export async function openBatchZip(
  permit: Permit,
  sectigo: SectigoClient,
  batchId: number,
  signal?: AbortSignal,
): Promise<FileStream> {
  const batch = await getBatch({ requestId: permit.requestId, signal }, sectigo, { batchId });
  if (!batch.downloadable) {
    throw new Refusal("conflict", {
      detail: `Batch ${batchId} cannot be downloaded now. Sectigo gives its status as “${batch.vendorStatus}”.`,
      next:
        batch.statusClass === "waiting"
          ? "Wait until it is ready: its page looks by itself."
          : "If you expected certificates, somebody should look at this batch in Sectigo's portal.",
    });
  }
  const zip = await untilOpen(signal, (opening) => downloadBatch(permit, sectigo, { batchId }, opening));
  return {
    fileName: `batch-${batchId}.zip`,
    mediaType: "application/zip",
    byteLength: zip.lengthBytes ?? undefined,
    body: zip.body,
  };
}

/**
 * Gives up while the vendor has not answered yet and the taker leaves. From then on the stream itself tells when its
 * reader has left, and being told twice would let a departure look like a cut.
 */
async function untilOpen<Opened>(
  signal: AbortSignal | undefined,
  open: (signal: AbortSignal) => Promise<Opened>,
): Promise<Opened> {
  const opening = new AbortController();
  const leave = () => opening.abort();
  if (signal?.aborted) leave();
  signal?.addEventListener("abort", leave, { once: true });
  try {
    return await open(opening.signal);
  } finally {
    signal?.removeEventListener("abort", leave);
  }
}
