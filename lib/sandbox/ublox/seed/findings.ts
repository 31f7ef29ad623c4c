import { DAY_MS, HOUR_MS } from "../../kit/clock";
import { imeiOf } from "../rules/identifiers";
import type { Device, SuspicionReason, UbloxState } from "../state";

/** Places in the order of attributed devices, so that any number of devices has the same cases as far as it reaches. */
const clonedPlaces: readonly (readonly [place: number, events: number])[] = [
  [12, 1],
  [57, 3],
];

const suspectPlaces: readonly (readonly [place: number, reasons: readonly SuspicionReason[]])[] = [
  [23, ["DUPLICATED_SCL_SERIAL_NUM_SEALED_INFO"]],
  [24, ["DUPLICATED_SCL_SERIAL_NUM_SEALED_INFO"]],
  [88, ["DUPLICATED_SCL_SERIAL_NUM_PROD_LOG", "DUPLICATED_DEV_SERIAL_NUM_PROD_LOG"]],
  [57, ["DUPLICATED_DEV_SERIAL_NUM_PROD_LOG"]],
];

/** Two cloned devices, those that share a serial number, and a few of which the production logs tell. */
export function seedFindings(state: UbloxState, nowMs: number): void {
  const devices = [...state.devices.values()].filter(({ deviceSerialNumber }) => deviceSerialNumber !== "");
  for (const [place, events] of clonedPlaces) {
    const device = devices[place];
    for (let event = 0; device && event < events; event += 1) {
      state.cloneEvents.push({
        rotPublicUid: device.rotPublicUid,
        timeMs: nowMs - (1 + 9 * event) * DAY_MS - place * HOUR_MS,
        imei: imeiOf(`35987650${String(100_000 + place * 10 + event)}`),
      });
    }
  }
  for (const { rotPublicUid } of sharingSerialNumbers(devices)) {
    state.suspect(rotPublicUid, "DUPLICATED_DEV_SERIAL_NUM_SEALING", nowMs - 40 * DAY_MS);
  }
  for (const [place, reasons] of suspectPlaces) {
    const device = devices[place];
    if (!device) continue;
    for (const reason of reasons) state.suspect(device.rotPublicUid, reason, nowMs - place * DAY_MS);
  }
}

function sharingSerialNumbers(devices: readonly Device[]): Device[] {
  const firsts = new Map<string, Device>();
  const sharing = new Set<Device>();
  for (const device of devices) {
    const first = firsts.get(device.deviceSerialNumber);
    if (first) sharing.add(first).add(device);
    else firsts.set(device.deviceSerialNumber, device);
  }
  return [...sharing];
}
