import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { DeviceProperties } from "@/lib/contract/devices";
import { deviceStanding, expectedContact, heartbeatSecondsIn, lastContact } from "./standing";

const daySeconds = 86_400;
const dayMs = 86_400_000;
const synced = "2026-11-20T08:00:00.000Z";
const syncedMs = Date.parse(synced);
const at = (ms: number) => new Date(ms).toISOString();

/** A device whose heartbeat comes daily, with one feature. */
function properties(feature: boolean, date: string | null, heartbeatSeconds: number | null = daySeconds) {
  return {
    authorizations: [{ name: "LocalC2C", enabled: feature, at: date }],
    networkParameters:
      heartbeatSeconds === null
        ? []
        : [{ name: "SecurityHeartbeatInSec", value: String(heartbeatSeconds), at: date }],
    zerotouch: null,
  } satisfies DeviceProperties;
}

const wants = (askedAt: string | null): DeviceProperties => ({
  ...properties(true, askedAt),
  networkParameters: [],
});

describe("the last contact", () => {
  test("is the latest date at which the device confirmed something or was seen", () => {
    const current = properties(true, synced);
    expect(lastContact(current)).toBe(synced);
    expect(lastContact(current, at(syncedMs + 1))).toBe(at(syncedMs + 1));
    expect(lastContact(current, at(syncedMs - 1))).toBe(synced);
    expect(lastContact(properties(true, null))).toBeNull();
    expect(lastContact(null, "whenever")).toBeNull();
  });
});

describe("the interval", () => {
  test("is what the device confirmed, and unknown while it goes by the vendor's default", () => {
    expect(heartbeatSecondsIn(properties(true, synced))).toBe(daySeconds);
    for (const current of [null, properties(true, synced, null), properties(true, synced, 0)]) {
      expect(heartbeatSecondsIn(current)).toBeNull();
    }
  });
});

describe("the next contact", () => {
  test("is expected one interval after the last one", () => {
    expect(expectedContact({ lastContactAt: synced, heartbeatSeconds: daySeconds })).toBe(
      "2026-11-21T08:00:00.000Z",
    );
    expect(expectedContact({ lastContactAt: null, heartbeatSeconds: daySeconds })).toBeNull();
    expect(expectedContact({ lastContactAt: synced, heartbeatSeconds: null })).toBeNull();
    expect(expectedContact({ lastContactAt: synced, heartbeatSeconds: 10 ** 15 })).toBeNull();
  });
});

describe("a device's settings", () => {
  const current = properties(false, synced);
  const standingAt = (nowMs: number, asked: Partial<Parameters<typeof deviceStanding>[0]> = {}) =>
    deviceStanding({ desired: wants(at(syncedMs + 3_600_000)), current, nowMs, ...asked });

  test("are pending until the heartbeat is due, which a past contact and the confirmed interval say", () => {
    const { standing, counts, lastContactAt } = standingAt(syncedMs + dayMs / 2);
    expect(standing).toEqual({
      state: "pending",
      words: "Pending until the next security heartbeat, expected within 12 h.",
      expectedAt: at(syncedMs + dayMs),
      overdueByMs: null,
    });
    expect(counts).toEqual({ applied: 0, pending: 1, overdue: 0 });
    expect(lastContactAt).toBe(synced);
  });

  test("are overdue by as much as the heartbeat is late", () => {
    expect(standingAt(syncedMs + 3 * dayMs).standing).toEqual({
      state: "overdue",
      words: "Overdue: the security heartbeat was expected 2 d ago.",
      expectedAt: at(syncedMs + dayMs),
      overdueByMs: 2 * dayMs,
    });
  });

  test("are applied once the device has confirmed them after they were asked for", () => {
    const { standing, counts } = standingAt(syncedMs + 9 * dayMs, { desired: properties(false, synced) });
    expect(standing?.state).toBe("applied");
    expect(counts).toEqual({ applied: 2, pending: 0, overdue: 0 });
  });

  test("that are not wanted have no standing, and neither has a device of which nothing is wanted", () => {
    const { standing, settings } = standingAt(syncedMs, { desired: null });
    expect(standing).toBeNull();
    expect(settings.map((setting) => setting.standing)).toEqual([null, null]);
  });

  test("are never overdue where nobody knows how often the device makes contact", () => {
    const unknown = properties(false, synced, null);
    const { standing } = standingAt(syncedMs + 900 * dayMs, { current: unknown });
    expect(standing).toMatchObject({ state: "pending", expectedAt: null });
    expect(standing?.words).toContain("not known");
  });

  test("go by the interval on the device and not by the one that is wanted", () => {
    const desired = properties(true, at(syncedMs + 1), 60);
    expect(standingAt(syncedMs + dayMs / 2, { desired }).standing?.state).toBe("pending");
  });

  test("are not late because an old contact is the last that left a trace", () => {
    const askedAt = at(syncedMs + 100 * dayMs);
    const nowMs = syncedMs + 100 * dayMs + 60_000;
    expect(standingAt(nowMs, { desired: wants(askedAt) }).standing).toMatchObject({
      state: "pending",
      expectedAt: at(syncedMs + 101 * dayMs),
    });
    expect(standingAt(nowMs + dayMs, { desired: wants(askedAt) }).standing?.overdueByMs).toBe(60_000);
  });

  test("are late when the device was seen after they were asked for and has not taken them", () => {
    const seenAt = at(syncedMs + 5 * dayMs);
    // Counted from the asking, an hour after the last contact that could have brought something else.
    expect(standingAt(syncedMs + 5 * dayMs, { seenAt }).standing).toMatchObject({
      state: "overdue",
      expectedAt: at(syncedMs + 3_600_000 + dayMs),
    });
  });

  test("count from the asking where no contact is known, and from the contact where no date was asked", () => {
    const undated = properties(false, null);
    const nowMs = syncedMs + dayMs / 2;
    expect(standingAt(nowMs, { desired: wants(synced), current: undated }).standing?.expectedAt).toBe(
      at(syncedMs + dayMs),
    );
    expect(standingAt(nowMs, { desired: wants(null) }).standing?.expectedAt).toBe(at(syncedMs + dayMs));
  });

  test("as a whole stand as the one that has waited longest", () => {
    const desired: DeviceProperties = {
      authorizations: [
        { name: "LocalC2C", enabled: true, at: at(syncedMs + 50 * dayMs) },
        { name: "LocalDPR", enabled: true, at: at(syncedMs + 1) },
      ],
      networkParameters: [],
      zerotouch: null,
    };
    const { standing, settings } = standingAt(syncedMs + 50 * dayMs, { desired });
    expect(settings.flatMap((setting) => setting.standing?.state ?? [])).toEqual(["overdue", "pending"]);
    expect(standing).toMatchObject({ state: "overdue", overdueByMs: 49 * dayMs });
  });

  test("change with time in one direction only: pending, then overdue, and applied whenever confirmed", () => {
    const offsetMs = fc.integer({ min: -200 * dayMs, max: 200 * dayMs });
    fc.assert(
      fc.property(
        offsetMs,
        fc.option(offsetMs),
        fc.option(offsetMs),
        fc.constantFrom(60, daySeconds, 7 * daySeconds, null),
        offsetMs,
        fc.nat({ max: 100 * dayMs }),
        (askedMs, confirmedMs, seenMs, interval, nowMs, laterMs) => {
          const device = {
            desired: wants(at(syncedMs + askedMs)),
            current: properties(false, confirmedMs === null ? null : at(syncedMs + confirmedMs), interval),
            seenAt: seenMs === null ? null : at(syncedMs + seenMs),
          };
          const now = deviceStanding({ ...device, nowMs: syncedMs + nowMs }).standing;
          const later = deviceStanding({ ...device, nowMs: syncedMs + nowMs + laterMs }).standing;
          expect(now?.expectedAt).toBe(later?.expectedAt);
          if (now?.state === "overdue") expect(later?.state).toBe("overdue");
          expect(now?.state === "overdue").toBe(now?.overdueByMs !== null);
          if (interval === null) expect(later?.state).toBe("pending");
          // No healthy device needs longer than its interval to take what was asked of it.
          if (interval !== null) {
            const dueMs = Date.parse(now?.expectedAt ?? "");
            expect(dueMs).toBeLessThanOrEqual(syncedMs + askedMs + interval * 1_000);
          }
          const confirmed = deviceStanding({
            ...device,
            current: { ...device.current, ...wants(at(syncedMs + askedMs)) },
            nowMs: syncedMs + nowMs,
          }).standing;
          expect(confirmed?.state).toBe("applied");
        },
      ),
      { numRuns: 100 },
    );
  });
});
