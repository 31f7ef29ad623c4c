import { utcMinutes, utcOffset, utcWithoutZone } from "../../kit/times";
import type { HookType, NotificationType } from "./types";

/** Each type of event writes its time in a form of its own, as in the document's samples [seed, /notification/webhook/create]. */
const hookForms: Record<HookType, (timeMs: number) => string> = {
  DEVICE_BOOTSTRAP_EVENT: utcWithoutZone,
  DEVICE_PROPERTIES_CHANGE_EVENT: utcWithoutZone,
  DEVICE_ERRORS_EVENT: utcMinutes,
  DEVICE_CERTIFICATE_RENEWAL_EVENT: utcMinutes,
  DEVICE_CERTIFICATE_EXPIRATION_EVENT: utcMinutes,
  ROOTCA_EXPIRATION_EVENT: utcMinutes,
};

const notificationForms: Record<NotificationType, (timeMs: number) => string> = {
  DEVICE_STATE_CHANGE: utcOffset,
  DEVICE_INFO_CHANGE: utcWithoutZone,
  DEVICE_PROPERTIES_CHANGE: utcWithoutZone,
  DEVICE_ERROR: utcMinutes,
};

export function hookTime(type: HookType, timeMs: number): string {
  return hookForms[type](timeMs);
}

export function notificationTime(type: NotificationType, timeMs: number): string {
  return notificationForms[type](timeMs);
}
