import { createHash } from "node:crypto";
import type { ClonedDevice, SuspiciousDevice } from "@/lib/contract/findings";

/** What the vendor reported of one device, as it is kept. */
export interface Sighting {
  kind: "clone" | "suspicious";
  rotPublicUid: string;
  /** Tells findings of one device apart: the reasons in order; nothing for clones. */
  sameness: string;
  deviceProfileUid: string | null;
  imei: string | null;
  deviceSerialNumber: string | null;
  reasons: string[];
  at: Date | null;
  raw: unknown;
}

/** Longest text that is kept of the vendor's, so that every index takes it. */
const textMax = 200;
const reasonsMax = 20;

/** The vendor's text as Postgres takes it. */
function clean(text: string): string {
  return text.slice(0, textMax).replaceAll("\0", "\uFFFD").toWellFormed();
}

const cleanOrNull = (text: string | null) => (text === null ? null : clean(text));

/** The vendor's own words as Postgres takes them: the client has bounded their depth. */
function cleanJson(value: unknown): unknown {
  if (typeof value === "string") return value.replaceAll("\0", "\uFFFD").toWellFormed();
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(cleanJson);
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [clean(name), cleanJson(inner)]));
}

/** Null also for a year that no calendar of Postgres' has. */
function dateOf(instant: string | null): Date | null {
  return instant === null || instant.startsWith("0000") ? null : new Date(instant);
}

function samenessOf(reasons: readonly string[]): string {
  const joined = reasons.join(" ");
  return joined.length <= textMax ? joined : createHash("sha256").update(joined).digest("hex");
}

/** Events of one device are one finding, however often it was cloned. */
export function cloneSighting({ rotPublicUid, deviceProfileUid, imei, at, raw }: ClonedDevice): Sighting {
  return {
    kind: "clone",
    rotPublicUid,
    sameness: "",
    deviceProfileUid: cleanOrNull(deviceProfileUid),
    imei: cleanOrNull(imei),
    deviceSerialNumber: null,
    reasons: [],
    at: dateOf(at),
    raw: cleanJson(raw),
  };
}

export function suspicionSighting(suspect: SuspiciousDevice): Sighting {
  const reasons = [...new Set(suspect.reasons.map(clean))].sort().slice(0, reasonsMax);
  return {
    kind: "suspicious",
    rotPublicUid: suspect.rotPublicUid,
    sameness: samenessOf(reasons),
    deviceProfileUid: cleanOrNull(suspect.deviceProfileUid),
    imei: null,
    deviceSerialNumber: cleanOrNull(suspect.deviceSerialNumber),
    reasons,
    at: dateOf(suspect.at),
    raw: cleanJson(suspect.raw),
  };
}

const keyOf = ({ kind, rotPublicUid, sameness }: Pick<Sighting, "kind" | "rotPublicUid" | "sameness">) =>
  `${kind} ${rotPublicUid} ${sameness}`;

/** One sighting for each finding, the latest, in an order that all processes share: so none waits for another in a circle. */
export function distinct(sightings: readonly Sighting[]): Sighting[] {
  const byKey = new Map<string, Sighting>();
  for (const sighting of sightings) {
    const known = byKey.get(keyOf(sighting));
    if (known === undefined || momentOf(sighting) >= momentOf(known)) byKey.set(keyOf(sighting), sighting);
  }
  return [...byKey.entries()]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([, sighting]) => sighting);
}

const momentOf = ({ at }: Sighting) => at?.getTime() ?? Number.NEGATIVE_INFINITY;
