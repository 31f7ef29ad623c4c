import { DAY_MS } from "../../kit/clock";
import { seedCertificates } from "../pki/seed";
import { newRootCa } from "../pki/types";
import { noProperties, UbloxState } from "../state";
import { seedDevices } from "./devices";
import { seedFindings } from "./findings";
import { clearedProfiles, profileSeeds, propertiesOfProfile, rootCaSeeds } from "./profiles";
import { seedTags } from "./tags";
import { seedWhitelist } from "./whitelist";

/** The same account on every start; only its dates move with the time of the start. */
export function seedUblox(nowMs: number, deviceCount: number): UbloxState {
  const state = new UbloxState();
  for (const { ageDays, ...rootCa } of rootCaSeeds) {
    state.rootCas.set(rootCa.name, newRootCa({ ...rootCa, createdAtMs: nowMs - ageDays * DAY_MS }));
  }
  for (const seeded of profileSeeds) {
    const { uid, name, ignoresWhitelist } = seeded;
    const createdAtMs = nowMs - seeded.ageDays * DAY_MS;
    const bootstrapProvisioning = clearedProfiles.has(name)
      ? noProperties
      : propertiesOfProfile(seeded, createdAtMs);
    state.profiles.set(uid, { uid, name, ignoresWhitelist, createdAtMs, bootstrapProvisioning });
  }
  for (const [uid, device] of seedDevices(nowMs, deviceCount)) {
    state.devices.set(uid, device);
  }
  seedCertificates(state, nowMs);
  seedTags(state, nowMs);
  seedWhitelist(state, nowMs);
  seedFindings(state, nowMs);
  return state;
}
