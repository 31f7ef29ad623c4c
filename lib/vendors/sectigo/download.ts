import { once } from "node:events";
import type { Readable } from "node:stream";
import type { DownloadFailure } from "../http/call-spec";
import type { Permit } from "../http/permit";
import type { SectigoClient } from "./client";
import { ZipCheck } from "./zip-check";

/** A batch's zip under way. */
export interface BatchZip {
  /** Safe in a header and on any disk; ends in ".zip". */
  fileName: string;
  /** As the vendor says; null when it does not. */
  lengthBytes: number | null;
  /**
   * The zip's bytes, unchanged. Fails with a VendorError when it is cut off or stalls; destroying it closes the vendor's
   * connection.
   */
  body: Readable;
}

function zipCheck(failure: DownloadFailure): ZipCheck {
  return new ZipCheck((found) => {
    if (found.problem === "cut") return failure("connection_lost", { detail: "the zip ends before its end" });
    const detail = found.beginning === "" ? "the answer is empty" : "the answer is not a zip";
    return failure("bad_answer", { detail, vendorText: found.beginning });
  });
}

/** The vendor's file name when it is harmless, else one made of the batch's id. */
export function safeFileName(disposition: string | undefined, batchId: number): string {
  const named = disposition && /filename\s*=\s*(?:"([^"]*)"|([^\s;"]+))/i.exec(disposition);
  const name = named ? (named[1] ?? named[2] ?? "") : "";
  const harmless = /^[A-Za-z0-9][A-Za-z0-9 ._()-]{0,95}\.zip$/i.test(name) && !name.includes("..");
  return harmless ? name : `${batchId}.zip`;
}

/**
 * Downloads the zip of a batch. GET /api/v1/batches/{batchId}/download, without any Accept header: the guide forbids it.
 * Answers only when the first bytes are those of a zip; anything else is thrown as VendorError, with the vendor's words
 * when it sent an error under a good status. `signal` aborts when the taker has left.
 */
export async function downloadBatch(
  permit: Permit,
  sectigo: SectigoClient,
  { batchId }: { batchId: number },
  signal?: AbortSignal,
): Promise<BatchZip> {
  const { body, headers } = await sectigo.download(
    permit,
    { method: "GET", path: "/api/v1/batches/{batchId}/download", params: { batchId }, check: zipCheck },
    signal,
  );
  await once(body, "readable");
  const length = Number(headers["content-length"] ?? Number.NaN);
  return {
    fileName: safeFileName(headers["content-disposition"], batchId),
    lengthBytes: Number.isSafeInteger(length) ? length : null,
    body,
  };
}
