import type { UbloxContext } from "../router";
import { hookTime } from "./timestamps";
import type { HookType, NotificationType } from "./types";

export interface EmittedEvent {
  hookType: HookType;
  /** Null for events of a root CA, which concern no single device. */
  rotPublicUid: string | null;
  /** As the vendor spells it: goes out to hooks and into /notification/get unchanged. */
  payload: object;
}

/** Hook events that /notification/get tells of too; it has no types for certificates [seed]. */
const notificationTypes: Partial<Record<HookType, NotificationType>> = {
  DEVICE_BOOTSTRAP_EVENT: "DEVICE_INFO_CHANGE",
  DEVICE_PROPERTIES_CHANGE_EVENT: "DEVICE_PROPERTIES_CHANGE",
  DEVICE_ERRORS_EVENT: "DEVICE_ERROR",
};

/** Something happened now: keeps the notification and posts it, in the background, to the hooks for its type. */
export function emit({ state, clock, hooks }: UbloxContext, event: EmittedEvent): void {
  const { hookType, rotPublicUid, payload } = event;
  const timeMs = clock.nowMs();
  const type = notificationTypes[hookType];
  if (type !== undefined && rotPublicUid !== null) {
    state.notifications.add(rotPublicUid, { timeMs, rotPublicUid, type, payload });
  }
  const body = JSON.stringify({
    ...(rotPublicUid !== null && { ROTPublicUID: rotPublicUid }),
    Timestamp: hookTime(hookType, timeMs),
    EventType: hookType,
    Payload: payload,
  });
  for (const hook of state.hooks) if (hook.type === hookType) hooks.post(hook, body);
}
