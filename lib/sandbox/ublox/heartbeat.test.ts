import { describe, expect, it } from "vitest";
import { z } from "zod";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../kit/clock";
import { START_MS } from "../test-support";
import { signedInUblox } from "./test-support";

const seen = z.object({
  LastSeen: z.string(),
  Activities: z.array(z.object({ Timestamp: z.string(), Command: z.string() })),
});

/** A lab device of which a heartbeat each hour is asked, and which has had its first. */
async function hourlyDevice(ublox: Awaited<ReturnType<typeof signedInUblox>>) {
  const uid = ublox.devices.bootstrap({ deviceProfileUid: "Yr3nHcVs7kQwDxJt0aMpZg" });
  await ublox.call("/device/provisioning/set", {
    ROTPublicUIDs: [uid],
    Provisioning: { NetworkParameters: [{ Name: "SecurityHeartbeatInSec", Value: 3_600 }] },
  });
  ublox.devices.heartbeat({ rotPublicUids: [uid] });
  const activity = async () => {
    const answer = await ublox.call("/device/activity/get", {
      ROTPublicUID: uid,
      FromDate: "2020-01-01T00:00:00Z",
    });
    const { LastSeen, Activities } = seen.parse(answer.json());
    const heartbeats = Activities.filter(({ Command }) => Command === "SECURITY_HEARTBEAT");
    return { lastSeenMs: Date.parse(LastSeen), times: heartbeats.map(({ Timestamp }) => Timestamp) };
  };
  return { uid, activity };
}

describe("heartbeats", () => {
  it("come by themselves when the clock passes a device's interval, dated when they were due", async () => {
    const ublox = await signedInUblox(undefined, 20);
    const { activity } = await hourlyDevice(ublox);
    ublox.clock.advance(59 * MINUTE_MS);
    expect((await activity()).lastSeenMs).toBe(START_MS);
    ublox.clock.advance(2 * MINUTE_MS);
    expect((await activity()).lastSeenMs).toBe(START_MS + HOUR_MS);
    await ublox.stop();
  });

  it("are caught up with in three contacts, however far the clock jumps", async () => {
    const ublox = await signedInUblox(undefined, 20);
    const { activity } = await hourlyDevice(ublox);
    const before = await activity();
    ublox.clock.advance(100 * DAY_MS + 30 * MINUTE_MS);
    const { lastSeenMs, times } = await activity();
    expect(lastSeenMs).toBe(START_MS + 100 * DAY_MS);
    expect(times).toHaveLength(before.times.length + 3);
    expect(times.slice(0, 3)).toEqual(["2026-06-10T08:00:00", "2026-03-02T10:00:00", "2026-03-02T09:00:00"]);
    await ublox.stop();
  });

  it("leave silent devices out until somebody has those that are due get in contact", async () => {
    const ublox = await signedInUblox();
    const silent = ublox.devices.heartbeat({ due: true });
    expect(silent).toBeGreaterThan(20);
    expect(silent).toBeLessThan(120);
    expect(ublox.devices.heartbeat({ due: true })).toBe(0);
    ublox.server.reset();
    ublox.clock.advance(14 * DAY_MS);
    expect(ublox.server.app().controls.heartbeat({ due: true })).toBe(silent);
    await ublox.stop();
  });

  it("are had by one device, those with a tag, or all", async () => {
    const ublox = await signedInUblox();
    const tagged = (await ublox.uids("/device/rotpublicuid/get", { TagNames: ["downtown"] })).TotalRecords;
    expect(ublox.devices.heartbeat({ rotPublicUids: ["0002000089280087"] })).toBe(1);
    expect(ublox.devices.heartbeat({ tagName: "DOWNTOWN" })).toBe(tagged);
    expect(ublox.devices.heartbeat({ all: true })).toBe(600);
    expect(() => ublox.devices.heartbeat({ rotPublicUids: ["ffffffffffffffff"] })).toThrow(
      "ffffffffffffffff",
    );
    expect(() => ublox.devices.heartbeat({ tagName: "nowhere" })).toThrow("nowhere");
    await ublox.stop();
  });

  it("of 5,000 devices over a year take no more than seconds", async () => {
    const ublox = await signedInUblox(undefined, 5_000);
    const began = performance.now();
    ublox.clock.advance(365 * DAY_MS);
    expect(performance.now() - began).toBeLessThan(3_000);
    await ublox.stop();
  });
});
