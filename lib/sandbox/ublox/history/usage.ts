import { DAY_MS, MINUTE_MS } from "../../kit/clock";
import { mixed, numberOf } from "../../kit/random";
import type { UsageCounter } from "../records";
import type { Device, UbloxState } from "../state";

/** The longest time back that can be asked about [seed, /device/usage/get]. */
export const USAGE_DAYS = 60;
/** "There is a 5 minute lead time before logs get updated" [seed]. */
export const USAGE_LAG_MS = 5 * MINUTE_MS;

export type UsageCounts = Partial<Record<UsageCounter, number>>;

/**
 * What a device used on the days from one to another, both included and both given by their beginning in UTC.
 * Counters that nothing was counted on are left out.
 */
export function usageOf(
  state: UbloxState,
  device: Device,
  { fromMs, toMs, nowMs }: { fromMs: number; toMs: number; nowMs: number },
): UsageCounts {
  const counts: UsageCounts = {};
  const add = (counter: UsageCounter, count: number) => {
    if (count > 0) counts[counter] = (counts[counter] ?? 0) + count;
  };
  const endMs = toMs + DAY_MS;
  for (const { timeMs, counter } of state.usage.of(device.rotPublicUid)) {
    if (timeMs >= fromMs && timeMs < endMs && timeMs + USAGE_LAG_MS <= nowMs) add(counter, 1);
  }
  addEveryday(device, fromMs, Math.min(endMs, nowMs - USAGE_LAG_MS), add);
  return counts;
}

/**
 * What a device uses when it simply runs: made up for each whole day from its UID, and so the same whenever it is
 * asked for. A silent device stopped when it was last heard of.
 */
function addEveryday(
  { past, silent, rotPublicUid, bootstrappedAtMs }: Device,
  fromMs: number,
  untilMs: number,
  add: (counter: UsageCounter, count: number) => void,
): void {
  if (past === null || past.features.length === 0) return;
  const seed = numberOf(rotPublicUid);
  const endMs = silent ? Math.min(untilMs, past.lastContactMs) : untilMs;
  const firstDay = Math.floor(Math.max(fromMs, bootstrappedAtMs) / DAY_MS);
  const bootstrapDay = Math.floor(bootstrappedAtMs / DAY_MS);
  const talkative = 1 + (seed % 9);
  for (let day = firstDay; (day + 1) * DAY_MS <= endMs; day += 1) {
    const roll = mixed(seed, day);
    add("ProtectionParameters", roll % talkative);
    if (past.features.includes("LocalC2C")) add("SymmetricKey", (roll >>> 8) % 4);
    if (past.rootCaName !== null && (roll >>> 4) % 200 === 0) add("CertificateRenew", 1);
    if (past.rootCaName !== null && (roll >>> 4) % 1_500 === 1) add("CertificateUpdate", 1);
    if (day !== bootstrapDay) continue;
    for (const feature of past.features) if (feature !== "Evaluation") add(feature, 1);
  }
}
