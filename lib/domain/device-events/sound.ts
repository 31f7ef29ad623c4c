import { type DeviceEvent, deviceEvent } from "@/lib/contract/device-events";

/**
 * An event as the contract has it. Foreign values may be of the right kind and still nothing that can be told, such as a
 * date before the first year: then the event keeps its words alone.
 */
export function soundEvent(event: DeviceEvent): DeviceEvent {
  const sound = deviceEvent.safeParse(event);
  if (sound.success) return sound.data;
  const { type, rotPublicUid, raw } = event;
  return { type, rotPublicUid, at: null, detail: { kind: "unknown" }, raw };
}
