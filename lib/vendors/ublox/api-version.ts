import { z } from "zod";
import type { Reading } from "../http/permit";
import { VendorError } from "../http/vendor-error";
import type { UbloxClient } from "./client";

const answer = z.object({ Version: z.string().min(1).max(100) });

/** How a gateway says that a path has no such method. */
const noSuchMethod: readonly (number | undefined)[] = [403, 404, 405];

/**
 * The API's version, such as "1.1.29"; too unreliable to decide anything by (the document's own sample is stale), but a
 * harmless call to test the connection with. The document does not say whether /apiversion is read by POST, like all
 * other calls, or by GET: when the one does not exist, the other is tried.
 */
export async function readApiVersion(reading: Reading, ublox: UbloxClient): Promise<string> {
  const path = "/apiversion";
  try {
    return (await ublox.read(reading, { method: "POST", path, answer })).Version;
  } catch (error) {
    if (!(error instanceof VendorError) || !noSuchMethod.includes(error.status)) throw error;
    return (await ublox.read(reading, { method: "GET", path, answer })).Version;
  }
}
