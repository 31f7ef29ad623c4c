import type { DeviceEvent } from "@/lib/contract/device-events";
import { parseJson } from "../http/json";
import { eventOf } from "./event-payload";

/**
 * The body of a call that a hook of the vendor's has made to us. Anybody may send anything there, so it never throws:
 * what is no JSON is an event without type, device, date and content. The event has no identifier of the vendor's; the
 * same event may come more than once. Source: /notification/webhook/create.
 */
export function hookEventOf(body: string): DeviceEvent {
  try {
    return eventOf(parseJson(body));
  } catch {
    return eventOf(null);
  }
}
