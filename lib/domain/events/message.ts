import "server-only";
import { type ConsoleEvent, consoleEvent } from "@/lib/contract/events";

/** The one channel of Postgres that all processes of an installation notify and listen on. */
export const eventChannel = "muniment_events";

/** Postgres takes payloads of less than 8000 bytes (NOTIFY, chapter "SQL Commands"). */
const payloadBytesMax = 7_999;

/** An event as the payload of a notification. @throws for what is no event, or too long for one */
export function toPayload(event: ConsoleEvent): string {
  const payload = JSON.stringify(consoleEvent.parse(event));
  const bytes = Buffer.byteLength(payload);
  if (bytes > payloadBytesMax) throw new Error(`An event of ${bytes} bytes is too long for a notification.`);
  return payload;
}

/** The event in a payload; undefined for what another release may have sent and this one does not know. */
export function fromPayload(payload: string): ConsoleEvent | undefined {
  try {
    return consoleEvent.safeParse(JSON.parse(payload)).data;
  } catch {
    return undefined;
  }
}
