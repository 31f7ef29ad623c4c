import { DAY_MS } from "../../kit/clock";
import { randomFrom } from "../../kit/random";
import type { UbloxState } from "../state";

/** Tags with their part of the devices; those with 0 can be deleted at once. */
const namedTags: readonly (readonly [name: string, share: number])[] = [
  ["downtown", 0.05],
  ["warehouse-3", 0.03],
  ["North Sea", 0.02],
  ["firmware:2.4", 0.2],
  ["canary", 0.004],
  ["RMA", 0.006],
  ["rollout wave 3", 0.1],
  ["München", 0.015],
  ["contract#4711", 0.01],
  ["spare parts", 0],
  ["to be retired", 0],
];

/** Tags that profiles carry and no device does. */
const profileTags: readonly (readonly [name: string, profiles: RegExp])[] = [
  ["metering", /^Meters/],
  ["logistics", /^(Trackers|Cold-Chain)/],
];

/** Enough of them that the list of tags has a second page. */
const SITE_TAGS = 110;
const SITES_IN_USE = 70;

export function seedTags(state: UbloxState, nowMs: number): void {
  const random = randomFrom("u-blox tags");
  for (const [index, [name, share]] of namedTags.entries()) {
    const tag = state.addTag(name, nowMs - (600 - index * 31) * DAY_MS);
    for (const uid of state.devices.keys()) if (random.chance(share)) tag.deviceUids.add(uid);
  }
  for (const [name, pattern] of profileTags) {
    const tag = state.addTag(name, nowMs - 500 * DAY_MS);
    for (const profile of state.profiles.values()) {
      if (pattern.test(profile.name)) tag.profileUids.add(profile.uid);
    }
  }
  const sites = Array.from({ length: SITE_TAGS }, (_, index) =>
    state.addTag(`site-${String(index + 1).padStart(3, "0")}`, nowMs - (400 - index) * DAY_MS),
  );
  for (const uid of state.devices.keys()) {
    if (random.chance(0.7)) sites[random.integer(SITES_IN_USE)]?.deviceUids.add(uid);
  }
}
