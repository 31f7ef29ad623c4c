import "server-only";
import { logger } from "@/lib/log";
import { VendorError } from "@/lib/vendors/http/vendor-error";
import type { NewestFirst } from "./newest-first";

/** Why the vendor's part is missing: one sentence. */
export function troubleWords(error: unknown): string {
  if (!(error instanceof VendorError)) {
    logger().error({ error }, "the vendor's memory of events could not be read");
    return "What u-blox remembers could not be read: the console met an error of its own.";
  }
  switch (error.kind) {
    case "not_connected":
      return "u-blox is not connected, so what it remembers is missing.";
    case "denied":
      return "u-blox does not accept our credentials, so what it remembers is missing.";
    case "refused":
      return `What u-blox remembers is missing, because it refused${error.vendorText ? `: ${error.vendorText}` : "."}`;
    case "not_found":
      return "u-blox does not know it, so it remembers nothing of it.";
    case "bad_answer":
    case "too_large":
      return "What u-blox remembers is missing: its answer could not be understood.";
    default:
      return "u-blox does not answer at the moment, so what it remembers is missing.";
  }
}

const day = (ms: number) => new Date(ms).toISOString().slice(0, 16).replace("T", " ");

/** What of the vendor's memory is not in an answer, and why; null when all that was asked for is. */
export function missingWords({
  ended,
  sinceMs,
}: Pick<NewestFirst<unknown>, "ended" | "sinceMs">): string | null {
  switch (ended?.because) {
    case undefined:
      return null;
    case "error":
      return troubleWords(ended.error);
    case "cap":
      return `What u-blox remembers was read back to ${day(sinceMs)} UTC; older events are on the next pages.`;
    case "crowded":
      return "u-blox remembers more of one minute than is read; some of its events are missing.";
    case "refused":
      return `u-blox refused to look back further than ${day(sinceMs)} UTC, so older events of its memory are missing.`;
  }
}
