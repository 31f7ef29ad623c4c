import "server-only";
import { Readable } from "node:stream";
import type { FileStream } from "@/lib/operations/perform-stream";

/**
 * A file as a download. The name is rebuilt from safe characters: what a vendor calls it never reaches a header.
 */
export function attachment(
  file: FileStream,
  requestId: string,
  body: ReadableStream<Uint8Array> = Readable.toWeb(file.body) as ReadableStream<Uint8Array>,
): Response {
  const name = file.fileName.replaceAll(/[^A-Za-z0-9._-]+/g, "-").replace(/^[.-]+/, "") || "download";
  const headers = new Headers({
    "content-type": file.mediaType,
    "content-disposition": `attachment; filename="${name}"`,
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "x-request-id": requestId,
  });
  if (file.byteLength !== undefined) headers.set("content-length", String(file.byteLength));
  return new Response(body, { headers });
}
