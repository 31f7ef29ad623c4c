import { z } from "zod";
import type { Reading } from "../http/permit";
import type { UbloxClient } from "./client";
import { readByEitherMethod } from "./either-method";

const answer = z.object({ Version: z.string().min(1).max(100) });

/**
 * The API's version, such as "1.1.29"; too unreliable to decide anything by (the document's own sample is stale), but a
 * harmless call to test the connection with. /apiversion
 */
export async function readApiVersion(reading: Reading, ublox: UbloxClient): Promise<string> {
  return (await readByEitherMethod(reading, ublox, { path: "/apiversion", answer })).Version;
}
