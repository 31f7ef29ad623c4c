import { DAY_MS } from "../../kit/clock";
import { type Random, randomFrom } from "../../kit/random";
import type { Notification } from "../events/types";
import { propertiesJson, rotInfo } from "../shapes";
import type { Device, DevicePast, Feature, Properties, UbloxState } from "../state";

/** The longest time back that can be asked about [seed, /notification/get]. */
export const NOTIFICATION_DAYS = 180;

/** Texts of the kind that the seed shows one of. */
const errors = [
  "Invalid KeySetId for device",
  "Device did not answer in time",
  "Command SET_AUTHORIZATION failed on the device",
];

/** What was told of a device, newest first, as far back as anybody may ask. */
export function notificationsOf(state: UbloxState, device: Device): Notification[] {
  return [...state.notifications.of(device.rotPublicUid).toReversed(), ...pastNotifications(device)];
}

/** Before the sandbox started: made when asked for, from the device's UID. */
function pastNotifications(device: Device): Notification[] {
  const { past, rotPublicUid, bootstrappedAtMs } = device;
  if (past === null) return [];
  const random = randomFrom(`notifications of ${rotPublicUid}`);
  const found: Notification[] = [];
  const add = (timeMs: number, type: Notification["type"], payload: object) => {
    found.push({ timeMs, rotPublicUid, type, payload });
  };
  const oldestMs = Math.max(bootstrappedAtMs, past.lastContactMs - (NOTIFICATION_DAYS + 20) * DAY_MS);
  let timeMs = past.lastContactMs - random.integer(30 * DAY_MS);
  while (timeMs > oldestMs) {
    if (random.chance(0.15)) add(timeMs, "DEVICE_ERROR", { Error: random.pick(errors) });
    else if (past.features.length > 0)
      add(timeMs, "DEVICE_PROPERTIES_CHANGE", pastChange(random, past, timeMs));
    timeMs -= random.between(5 * DAY_MS, 60 * DAY_MS);
  }
  if (past.features.length > 0) {
    add(bootstrappedAtMs, "DEVICE_STATE_CHANGE", { OldState: "ALLOCATED", NewState: "ACTIVATED" });
  }
  add(bootstrappedAtMs, "DEVICE_INFO_CHANGE", rotInfo(device));
  return found;
}

/** All features confirmed, of which one was asked for some hours before. */
function pastChange(random: Random, past: DevicePast, timeMs: number): object {
  const name = random.pick(past.features);
  const askedAtMs = timeMs - random.integer(past.heartbeatSeconds * 1_000);
  const enabled = (changedAtMs: number): Feature => ({ name, state: "ENABLED", changedAtMs });
  const only = (feature: Feature): Properties => ({ features: [feature], heartbeat: null, rootCa: null });
  return {
    DesiredProperties: propertiesJson(only(enabled(askedAtMs)), "ModifiedDate"),
    CurrentProperties: propertiesJson(only(enabled(timeMs)), "SyncDate"),
  };
}
