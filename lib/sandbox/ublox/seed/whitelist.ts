import { DAY_MS } from "../../kit/clock";
import { randomFrom } from "../../kit/random";
import { imeiOf, permutedUid } from "../rules/identifiers";
import type { UbloxState } from "../state";

const NOT_YET_BOOTSTRAPPED_SHARE = 0.08;
const IMEI_ENTRIES = 12;

/**
 * Most activated devices are still listed, some were taken off after their bootstrap. A few
 * blacklisted ones were listed too late, and stay blacklisted. Some UIDs have never been seen.
 */
export function seedWhitelist(state: UbloxState, nowMs: number): void {
  const random = randomFrom("u-blox whitelist");
  for (const device of state.devices.values()) {
    if (!random.chance(device.state === "ACTIVATED" ? 0.8 : 0.08)) continue;
    const listedAtMs = device.blacklisted ? nowMs - random.between(1, 20) * DAY_MS : device.bootstrappedAtMs;
    const createdAtMs = listedAtMs - random.between(0, 30) * DAY_MS;
    state.addToWhitelist({ id: device.rotPublicUid, type: "ROTPublicUID", createdAtMs });
  }
  const unseen = Math.round(state.devices.size * NOT_YET_BOOTSTRAPPED_SHARE);
  for (let index = 0; index < unseen; index += 1) {
    const id = permutedUid("00030000", index);
    state.addToWhitelist({ id, type: "ROTPublicUID", createdAtMs: nowMs - random.between(0, 14) * DAY_MS });
  }
  for (let index = 0; index < IMEI_ENTRIES; index += 1) {
    const id = imeiOf(`35901234${String(700_001 + index)}`);
    state.addToWhitelist({ id, type: "IMEI", createdAtMs: nowMs - random.between(0, 60) * DAY_MS });
  }
}
