import "server-only";
import { createHash } from "node:crypto";
import type { Readable } from "node:stream";
import type { AuditDetail } from "@/drizzle/schema/audit";
import { keepOpen } from "@/lib/audit/record";
import { issuePermit } from "@/lib/vendors/http/issue-permit";
import type { Permit } from "@/lib/vendors/http/permit";
import { type Act, beginOrRefuse, errorFacts, finishQuietly, guard, outcomeOf } from "./perform";

/** A file on its way from a vendor: what to call it, how large it is if the vendor says, and its bytes. */
export interface FileStream {
  fileName: string;
  mediaType: string;
  byteLength?: number | undefined;
  body: Readable;
}

/** How long a transfer may stand still before its intent counts as lost. */
const silenceMsMax = 5 * 60_000;

/**
 * Hands out a file under the gate: permission and intent before the vendor is asked, the outcome with the
 * number of bytes and their SHA-256 when the last one has gone, or with the place where the stream was cut.
 * One chunk is in memory at a time; a reader that leaves closes the vendor's socket.
 */
export async function performStream(
  act: Act,
  run: (permit: Permit) => Promise<FileStream>,
): Promise<{ file: FileStream; body: ReadableStream<Uint8Array> }> {
  await guard(act);
  const intent = await beginOrRefuse(act, silenceMsMax);
  try {
    const file = await run(issuePermit({ requestId: act.requestId, auditId: intent.entryId }));
    const close = (outcome: "succeeded" | "failed", detail: AuditDetail) =>
      finishQuietly(intent, outcome, detail);
    return { file, body: recorded(file, close, () => keepOpen(intent, silenceMsMax)) };
  } catch (error) {
    await finishQuietly(intent, outcomeOf(error), errorFacts(error));
    throw error;
  }
}

/** The same bytes, hashed as they pass, with the outcome recorded however the stream ends. */
function recorded(
  file: FileStream,
  close: (outcome: "succeeded" | "failed", detail: AuditDetail) => Promise<void>,
  stillRunning: () => Promise<void>,
): ReadableStream<Uint8Array> {
  const hash = createHash("sha256");
  const chunks = file.body[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  let bytes = 0;
  let lastSignOfLife = Date.now();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { value, done } = await chunks.next();
          if (!done) {
            bytes += value.length;
            hash.update(value);
            controller.enqueue(value);
            if (Date.now() - lastSignOfLife > silenceMsMax / 5) {
              lastSignOfLife = Date.now();
              await stillRunning();
            }
            return;
          }
          if (file.byteLength !== undefined && file.byteLength !== bytes) {
            throw new Error("The vendor's stream ended before its announced length.");
          }
          await close("succeeded", { bytes, sha256: hash.digest("hex") });
          controller.close();
        } catch (error) {
          file.body.destroy();
          await close("failed", { bytes, code: "stream_cut" });
          controller.error(error);
        }
      },
      async cancel() {
        file.body.destroy();
        await close("failed", { bytes, code: "reader_left" });
      },
    },
    { highWaterMark: 0 },
  );
}
