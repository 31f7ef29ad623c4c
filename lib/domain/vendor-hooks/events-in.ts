import "server-only";
import { createHash } from "node:crypto";
import type { DeviceEvent } from "@/lib/contract/device-events";
import { soundEvent } from "@/lib/domain/device-events/sound";
import { parseJson } from "@/lib/vendors/http/json";
import { redact } from "@/lib/vendors/http/redact";
import { hookEventOf } from "@/lib/vendors/ublox/hook-events";
import { storable, storableText } from "./storable";

/** An event as it will be kept. */
export interface ReceivedEvent {
  event: DeviceEvent;
  /** The text it was read from. */
  body: string;
  digest: string;
}

/** More events in one call than the vendor could mean; such a call is kept as one event that nobody understands. */
const eventsMax = 1_000;

/**
 * The events in the body of a call: one, or those of a list. Whatever it is, at least one event comes of it, and it
 * can be stored; never throws.
 */
export function eventsIn(receiver: string, body: string): ReceivedEvent[] {
  return textsIn(body).map((text) => {
    const event = readable(text);
    // The same event may come alone and in a list, or with other blanks.
    const digest = createHash("sha256")
      .update(`${event.type ?? receiver}\n${compact(text)}`)
      .digest("hex");
    return { event, body: storableText(text), digest };
  });
}

function textsIn(body: string): string[] {
  try {
    const parsed = parseJson(body);
    if (!Array.isArray(parsed) || parsed.length === 0 || parsed.length > eventsMax) return [body];
    return parsed.map((entry) => JSON.stringify(entry));
  } catch {
    return [body];
  }
}

function compact(text: string): string {
  try {
    return JSON.stringify(parseJson(text));
  } catch {
    // No JSON, or deeper than the stack.
    return text;
  }
}

/** What is no JSON is shown as the text it is. */
function readable(text: string): DeviceEvent {
  const event = hookEventOf(text);
  return soundEvent(storable({ ...event, raw: event.raw ?? (redact(text) || null) }));
}
