import type { DeviceProperties } from "@/lib/contract/devices";
import { roughDuration } from "./duration";
import { heartbeatParameter, heartbeatSecondsOf, type SettingPair, settingPairs } from "./settings";

// Browser-safe: pure, types of the contract only.

/**
 * How far a wanted setting has come: "applied" once the device has confirmed it, "pending" until its next security
 * heartbeat, "overdue" when that heartbeat should have come by the device's own interval.
 */
export type StandingState = "applied" | "pending" | "overdue";

export interface Standing {
  state: StandingState;
  /** "Pending until the next security heartbeat, expected within 6 d 3 h." */
  words: string;
  /** By when the next heartbeat is expected; null where the interval or the last contact is not known. */
  expectedAt: string | null;
  /** By how much the heartbeat is late; null unless overdue. */
  overdueByMs: number | null;
}

export interface SettingStanding extends SettingPair {
  /** Null for what is on the device without being wanted now: it stays as it is. */
  standing: Standing | null;
}

export interface DeviceStanding {
  /** Of all that is wanted together: as late as the latest; null when nothing is wanted. */
  standing: Standing | null;
  settings: SettingStanding[];
  /** How often the device makes contact, as it confirmed; null while it goes by the vendor's default, which nobody tells. */
  heartbeatSeconds: number | null;
  lastContactAt: string | null;
  /** How many wanted settings are in each state. */
  counts: Readonly<Record<StandingState, number>>;
}

/** How often a device makes contact, by what it has confirmed; null where that is not known. */
export function heartbeatSecondsIn(current: DeviceProperties | null): number | null {
  const heartbeat = current?.networkParameters.find(({ name }) => name === heartbeatParameter);
  const seconds = heartbeat === undefined ? null : heartbeatSecondsOf(heartbeat.value);
  return seconds === 0 ? null : seconds;
}

const instants = (values: readonly (string | null)[]) =>
  values.flatMap((value) => {
    const ms = value === null ? Number.NaN : Date.parse(value);
    return Number.isNaN(ms) ? [] : [ms];
  });

/** Furthest instant a date can hold (ECMA-262, time range). */
const instantMaxMs = 8.64e15;

const isoOf = (ms: number | null) =>
  ms === null || Math.abs(ms) > instantMaxMs ? null : new Date(ms).toISOString();

/**
 * When a device was last in contact, as far as is known: the latest date at which it confirmed a setting, or at which
 * something else was heard of it (`seenAt`: its newest activity). There may have been later contacts that left no trace.
 */
export function lastContact(current: DeviceProperties | null, seenAt: string | null = null): string | null {
  const synced = settingPairs(null, current).map(({ confirmed }) => confirmed?.at ?? null);
  const known = instants([...synced, seenAt]);
  return known.length === 0 ? null : isoOf(Math.max(...known));
}

/**
 * By when a device is expected to have made contact again: one interval after the last contact. Null when the interval
 * or the last contact is not known. Lies in the past when the device is late.
 */
export function expectedContact({
  lastContactAt,
  heartbeatSeconds,
}: {
  lastContactAt: string | null;
  heartbeatSeconds: number | null;
}): string | null {
  const [lastMs] = instants([lastContactAt]);
  if (lastMs === undefined || heartbeatSeconds === null) return null;
  return isoOf(lastMs + heartbeatSeconds * 1_000);
}

/**
 * When the heartbeat that brings a setting is due. A contact after the setting was asked for did not bring it, so it was
 * no heartbeat: the interval then counts from the asking, before which the last heartbeat was. So it does where no
 * contact is known, or only one so old that others must have followed it without a trace.
 */
function dueFor(askedAt: string | null, contact: Parameters<typeof expectedContact>[0]): string | null {
  const { lastContactAt, heartbeatSeconds } = contact;
  const due = (ms: number | undefined) =>
    expectedContact({ lastContactAt: ms === undefined ? null : isoOf(ms), heartbeatSeconds });
  const [askedMs] = instants([askedAt]);
  const [lastMs] = instants([lastContactAt]);
  if (askedMs === undefined || lastMs === undefined) return due(askedMs ?? lastMs);
  const expected = due(Math.min(askedMs, lastMs));
  const [expectedMs = askedMs] = instants([expected]);
  return expectedMs < askedMs ? due(askedMs) : expected;
}

const applied: Standing = {
  state: "applied",
  words: "Applied: the device has confirmed it.",
  expectedAt: null,
  overdueByMs: null,
};
const allApplied: Standing = {
  ...applied,
  words: "Applied: the device has confirmed everything that is wanted of it.",
};

function waiting(expectedAt: string | null, nowMs: number): Standing {
  const [dueMs] = instants([expectedAt]);
  if (dueMs === undefined) {
    const words = "Pending until the next security heartbeat; when that is expected is not known.";
    return { state: "pending", words, expectedAt: null, overdueByMs: null };
  }
  const leftMs = dueMs - nowMs;
  if (leftMs >= 0) {
    const words = `Pending until the next security heartbeat, expected within ${roughDuration(leftMs)}.`;
    return { state: "pending", words, expectedAt, overdueByMs: null };
  }
  const words = `Overdue: the security heartbeat was expected ${roughDuration(leftMs)} ago.`;
  return { state: "overdue", words, expectedAt, overdueByMs: -leftMs };
}

/** The one that has waited longest; one whose due date is known before one whose is not. */
function byLateness(left: Standing, right: Standing): number {
  const [leftMs = Infinity] = instants([left.expectedAt]);
  const [rightMs = Infinity] = instants([right.expectedAt]);
  return leftMs === rightMs ? 0 : leftMs - rightMs;
}

/**
 * How far what is wanted of a device has come, setting by setting and as a whole. Counts by the interval that the device
 * has confirmed, never by the wanted one, which it does not know before its next heartbeat.
 */
export function deviceStanding({
  desired,
  current,
  seenAt = null,
  nowMs,
}: {
  desired: DeviceProperties | null;
  current: DeviceProperties | null;
  /** When else the device was heard of: its newest activity. */
  seenAt?: string | null;
  nowMs: number;
}): DeviceStanding {
  const heartbeatSeconds = heartbeatSecondsIn(current);
  const lastContactAt = lastContact(current, seenAt);
  const settings = settingPairs(desired, current).map((pair): SettingStanding => {
    const { wanted, unconfirmed } = pair;
    if (wanted === null) return { ...pair, standing: null };
    const due = dueFor(wanted.at, { lastContactAt, heartbeatSeconds });
    return { ...pair, standing: unconfirmed ? waiting(due, nowMs) : applied };
  });
  const standings = settings.flatMap(({ standing }) => standing ?? []);
  const [latest] = standings.filter(({ state }) => state !== "applied").sort(byLateness);
  const count = (state: StandingState) => standings.filter((one) => one.state === state).length;
  return {
    standing: standings.length === 0 ? null : (latest ?? allApplied),
    settings,
    heartbeatSeconds,
    lastContactAt,
    counts: { applied: count("applied"), pending: count("pending"), overdue: count("overdue") },
  };
}
