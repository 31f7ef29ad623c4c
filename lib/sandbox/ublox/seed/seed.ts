import { DAY_MS } from "../../kit/clock";
import { UbloxState } from "../state";
import { seedDevices } from "./devices";
import { profileSeeds, rootCaSeeds } from "./profiles";
import { seedTags } from "./tags";
import { seedWhitelist } from "./whitelist";

/** The same account on every start; only its dates move with the time of the start. */
export function seedUblox(nowMs: number, deviceCount: number): UbloxState {
  const state = new UbloxState();
  for (const { ageDays, ...rootCa } of rootCaSeeds) {
    state.rootCas.set(rootCa.name, { ...rootCa, createdAtMs: nowMs - ageDays * DAY_MS });
  }
  for (const { ageDays, share: _share, ...profile } of profileSeeds) {
    state.profiles.set(profile.uid, { ...profile, createdAtMs: nowMs - ageDays * DAY_MS });
  }
  for (const [uid, device] of seedDevices(nowMs, deviceCount, state.profiles, state.rootCas)) {
    state.devices.set(uid, device);
  }
  seedTags(state, nowMs);
  seedWhitelist(state, nowMs);
  return state;
}
