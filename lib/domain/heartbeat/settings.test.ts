import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { DeviceProperties } from "@/lib/contract/devices";
import { countPending } from "@/lib/vendors/ublox/properties";
import { settingPairs } from "./settings";

const asked = "2026-11-19T20:00:00.000Z";
const before = "2026-06-02T12:00:00.000Z";
const after = "2026-11-20T08:00:00.000Z";

const properties = (some: Partial<DeviceProperties>): DeviceProperties => ({
  authorizations: [],
  networkParameters: [],
  zerotouch: null,
  ...some,
});

describe("wanted and confirmed side by side", () => {
  test("each setting has one pair under its plain name, in a fixed order", () => {
    const desired = properties({
      authorizations: [
        { name: "QuantumSeal", enabled: true, at: asked },
        { name: "ZTPV1", enabled: true, at: asked },
        { name: "LocalDPR", enabled: false, at: asked },
      ],
      networkParameters: [{ name: "SecurityHeartbeatInSec", value: "43200", at: asked }],
      zerotouch: { caName: "new.example", at: asked },
    });
    const current = properties({
      authorizations: [
        { name: "LocalDPR", enabled: true, at: before },
        { name: "Evaluation", enabled: true, at: before },
      ],
      networkParameters: [{ name: "SecurityHeartbeatInSec", value: "43200", at: after }],
    });
    expect(
      settingPairs(desired, current).map(({ label, wanted, confirmed, unconfirmed }) => [
        label,
        wanted?.words,
        confirmed?.words,
        unconfirmed,
      ]),
    ).toEqual([
      ["Local data protection", "Off", "On", true],
      ["Zero touch provisioning", "On", undefined, true],
      ["Evaluation (set by the vendor)", undefined, "On", false],
      ["QuantumSeal", "On", undefined, true],
      ["Security heartbeat", "12 h", "12 h", false],
      ["Root CA for zero touch provisioning", "new.example", undefined, true],
    ]);
  });

  test("the same value confirmed before it was asked for is not confirmed", () => {
    const enabled = (at: string | null) =>
      properties({ authorizations: [{ name: "LocalC2C", enabled: true, at }] });
    expect(settingPairs(enabled(asked), enabled(before))[0]?.unconfirmed).toBe(true);
    expect(settingPairs(enabled(asked), enabled(after))[0]?.unconfirmed).toBe(false);
    expect(settingPairs(enabled(asked), enabled(null))[0]?.unconfirmed).toBe(false);
  });

  test("a parameter that is no heartbeat, or no number, is told as it came", () => {
    const odd = properties({
      networkParameters: [
        { name: "SecurityHeartbeatInSec", value: "weekly", at: null },
        { name: "Depth", value: "86400", at: null },
      ],
    });
    expect(settingPairs(odd, null).map(({ label, wanted }) => [label, wanted?.words])).toEqual([
      ["Depth", "86400"],
      ["Security heartbeat", "weekly"],
    ]);
  });

  test("as many are unconfirmed as the vendor's client counts as pending", () => {
    const at = fc.constantFrom(null, before, asked, after);
    const side = fc.record({
      authorizations: fc.uniqueArray(
        fc.record({ name: fc.constantFrom("LocalDPR", "LocalC2C", "Other"), enabled: fc.boolean(), at }),
        { selector: ({ name }) => name },
      ),
      networkParameters: fc.uniqueArray(
        fc.record({
          name: fc.constantFrom("SecurityHeartbeatInSec", "Depth"),
          value: fc.constantFrom("1", "60"),
          at,
        }),
        { selector: ({ name }) => name },
      ),
      zerotouch: fc.option(fc.record({ caName: fc.constantFrom("a", "b"), at })),
    });
    fc.assert(
      fc.property(side, fc.option(side), (desired, current) => {
        const unconfirmed = settingPairs(desired, current).filter((pair) => pair.unconfirmed);
        expect(unconfirmed.length).toBe(countPending(desired, current));
      }),
      { numRuns: 60 },
    );
  });
});
