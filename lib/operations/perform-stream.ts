import "server-only";
import { createHash } from "node:crypto";
import type { Readable } from "node:stream";
import type { AuditDetail } from "@/drizzle/schema/audit";
import { type Intent, keepOpen } from "@/lib/audit/record";
import { logger } from "@/lib/log";
import { issuePermit } from "@/lib/vendors/http/issue-permit";
import type { Permit } from "@/lib/vendors/http/permit";
import {
  type Act,
  beginOrRefuse,
  errorFacts,
  finishQuietly,
  guard,
  type Note,
  notes,
  outcomeOf,
} from "./perform";

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
  run: (permit: Permit, note: Note) => Promise<FileStream>,
): Promise<{ file: FileStream; body: ReadableStream<Uint8Array> }> {
  await guard(act);
  const intent = await beginOrRefuse(act, silenceMsMax);
  const { note, noted } = notes();
  try {
    const file = await run(issuePermit({ requestId: act.requestId, auditId: intent.entryId }), note);
    const finished = (outcome: Ending, detail: AuditDetail) =>
      finishQuietly(intent, outcome, { ...noted(), ...detail });
    return { file, body: recorded(file, finished, () => stillRunning(intent)) };
  } catch (error) {
    await finishQuietly(intent, outcomeOf(error), { ...noted(), ...errorFacts(error) });
    throw error;
  }
}

type Ending = "succeeded" | "failed";

/** A database that is away for a moment is no reason to cut a file. */
async function stillRunning(intent: Intent): Promise<void> {
  try {
    await keepOpen(intent, silenceMsMax);
  } catch (error) {
    logger().warn({ error, entryId: intent.entryId }, "the audit intent could not be kept open");
  }
}

/** The same bytes, hashed as they pass, with the outcome recorded once, however the stream ends. */
function recorded(
  file: FileStream,
  finished: (outcome: Ending, detail: AuditDetail) => Promise<void>,
  signOfLife: () => Promise<void>,
): ReadableStream<Uint8Array> {
  const hash = createHash("sha256");
  const chunks = file.body[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  let bytes = 0;
  let lastSignOfLife = Date.now();
  let ended = false;
  /** A reader can leave while the next chunk is awaited; what that wait then comes to is no second ending. */
  const end = async (outcome: Ending, detail: AuditDetail) => {
    if (ended) return;
    ended = true;
    file.body.destroy();
    await finished(outcome, { bytes, ...detail });
  };
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { value, done } = await chunks.next();
          if (ended) return;
          if (!done) {
            bytes += value.length;
            hash.update(value);
            controller.enqueue(value);
            if (Date.now() - lastSignOfLife > silenceMsMax / 5) {
              lastSignOfLife = Date.now();
              await signOfLife();
            }
            return;
          }
          if (file.byteLength !== undefined && file.byteLength !== bytes) {
            throw new Error("The vendor's stream ended before its announced length.");
          }
          await end("succeeded", { sha256: hash.digest("hex") });
          controller.close();
        } catch (error) {
          await end("failed", { code: "stream_cut" });
          controller.error(error);
        }
      },
      async cancel() {
        await end("failed", { code: "reader_left" });
      },
    },
    { highWaterMark: 0 },
  );
}
