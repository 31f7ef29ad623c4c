import type { DeviceUsage, UsageCount } from "@/lib/contract/usage";
import { decoded } from "../http/decoded";
import { instantOf } from "../http/instant";
import type { Reading } from "../http/permit";
import { rawOf } from "../http/raw";
import { jsonBody } from "../http/request-body";
import type { UbloxClient } from "./client";
import { uidOfKey } from "./identifiers";
import { askInPortions, type NamedDevices, selectorBody } from "./selectors";

/** Deeper than counters by day within an API would lie. */
const levelsMax = 4;

function isMap(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A count, also when written as text; longer digits than a count has are an identifier. */
function countOf(value: unknown): number | undefined {
  const count = typeof value === "string" && /^\d{1,9}$/.test(value) ? Number(value) : value;
  return typeof count === "number" && Number.isSafeInteger(count) && count >= 0 ? count : undefined;
}

/**
 * The counters of a device. The document does not show how they lie, so all counts are taken, however deep: the names
 * above one make its name, except a day, which is its day.
 */
function countsIn(value: object, above: Omit<UsageCount, "count">, levels: number): UsageCount[] {
  return Object.entries(value).flatMap(([name, inner]: [string, unknown]) => {
    const day = instantOf(name)?.slice(0, 10);
    const place =
      day === undefined ? { ...above, name: above.name ? `${above.name}.${name}` : name } : { ...above, day };
    if (isMap(inner)) return levels > 1 ? countsIn(inner, place, levels - 1) : [];
    const count = countOf(inner);
    return count === undefined ? [] : [{ ...place, count }];
  });
}

/**
 * A map by UID, whose leading zeros are lost. What is no map is not about a device; a map whose key cannot be restored to
 * a UID makes a bad answer instead of missing usage.
 */
const usageAnswer = decoded((answered): DeviceUsage[] | undefined => {
  if (!isMap(answered)) return undefined;
  const devices = Object.entries(answered).flatMap(([key, value]: [string, unknown]) =>
    isMap(value)
      ? [
          {
            rotPublicUid: uidOfKey(key),
            counts: countsIn(value, { name: "", day: null }, levelsMax),
            raw: rawOf(value),
          },
        ]
      : [],
  );
  const told = devices.filter((device): device is DeviceUsage => device.rotPublicUid !== undefined);
  return told.length === devices.length ? told : undefined;
});

/**
 * What some devices, or all, have used between two days, both "yyyy-mm-dd" in UTC, `from` at most 60 days ago and `to`
 * today unless said. The last five minutes are missing. Not paged: more than 100 UIDs are asked for in several calls. The
 * vendor refuses UIDs and tags together. POST /device/usage/get
 */
export async function readUsage(
  reading: Reading,
  ublox: UbloxClient,
  { from, to, devices }: { from: string; to?: string; devices?: NamedDevices },
): Promise<DeviceUsage[]> {
  const ask = async (chosen: Record<string, unknown>) =>
    await ublox.read(reading, {
      method: "POST",
      path: "/device/usage/get",
      body: jsonBody({ FromDate: from, ...(to !== undefined && { ToDate: to }), ...chosen }),
      answer: usageAnswer,
    });
  if (devices === undefined) return await ask({});
  return await askInPortions(devices, (portion) => ask(selectorBody(portion)));
}
