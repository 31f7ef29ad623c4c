import type { z } from "zod";
import type { Reading } from "../http/permit";
import { VendorError } from "../http/vendor-error";
import type { UbloxClient } from "./client";

/** How a gateway says that a path has no such method. */
const noSuchMethod: readonly (number | undefined)[] = [403, 404, 405];

/**
 * Reads what needs no request body. The document does not say whether it is read by POST, like all other calls, or by
 * GET: when the one does not exist, the other is tried.
 */
export async function readByEitherMethod<T>(
  reading: Reading,
  ublox: UbloxClient,
  spec: { path: `/${string}`; answer: z.ZodType<T> },
): Promise<T> {
  try {
    return await ublox.read(reading, { method: "POST", ...spec });
  } catch (error) {
    if (!(error instanceof VendorError) || !noSuchMethod.includes(error.status)) throw error;
    return await ublox.read(reading, { method: "GET", ...spec });
  }
}
