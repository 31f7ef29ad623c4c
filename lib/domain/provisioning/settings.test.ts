import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { DeviceProperties } from "@/lib/contract/devices";
import type { ProvisioningSettings } from "@/lib/contract/provisioning";
import { settingPairs } from "@/lib/domain/heartbeat/settings";
import { settingsIn } from "@/lib/vendors/ublox/provisioning-settings";
import {
  changedSettings,
  differenceLine,
  holds,
  isNothing,
  noSettings,
  settableFeatures,
  settingsLine,
  wantedIn,
  withChanges,
} from "./settings";

const settings = fc.record<ProvisioningSettings>({
  features: fc.uniqueArray(fc.record({ name: fc.constantFrom(...settableFeatures), enabled: fc.boolean() }), {
    selector: ({ name }) => name,
  }),
  heartbeatSeconds: fc.constantFrom(null, 60, 86_400, 604_800),
  rootCaName: fc.constantFrom(null, "a", "b"),
});

describe("what is sent", () => {
  test("is what changed, and no more", () => {
    const before: ProvisioningSettings = {
      features: [
        { name: "LocalC2C", enabled: false },
        { name: "LocalDPR", enabled: true },
      ],
      heartbeatSeconds: 604_800,
      rootCaName: "old.example",
    };
    const after: ProvisioningSettings = {
      ...before,
      features: [
        { name: "LocalC2C", enabled: true },
        { name: "LocalDPR", enabled: true },
        { name: "ZTPV1", enabled: false },
      ],
      heartbeatSeconds: 86_400,
    };
    expect(changedSettings(before, after)).toEqual({
      features: [
        { name: "LocalC2C", enabled: true },
        { name: "ZTPV1", enabled: false },
      ],
      heartbeatSeconds: 86_400,
      rootCaName: null,
    });
    expect(differenceLine(before, after)).toBe(
      "LocalC2C: off → on; ZTPV1: not set → off; heartbeat: 7 d → 1 d",
    );
    expect(differenceLine(before, before)).toBe("");
  });

  test("leads to what was wanted, whatever was there, and then there is nothing left to send", () => {
    fc.assert(
      fc.property(settings, settings, (before, after) => {
        const sent = changedSettings(before, after);
        const now = withChanges(before, sent);
        expect(holds(now, after)).toBe(true);
        expect(holds(before, after)).toBe(isNothing(sent));
        expect(differenceLine(before, after) === "").toBe(isNothing(sent));
        expect(holds(after, noSettings)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});

test("settings are told in one line", () => {
  expect(
    settingsLine({
      features: [{ name: "LocalDPR", enabled: false }],
      heartbeatSeconds: 129_600,
      rootCaName: "fleet.example.com",
    }),
  ).toBe("LocalDPR off; heartbeat 1 d 12 h; root CA fleet.example.com");
});

test("what a device is wanted to have is read as the vendor's client reads it", () => {
  const at = "2026-11-19T20:00:00.000Z";
  const desired: DeviceProperties = {
    authorizations: [
      { name: "LocalDPR", enabled: true, at },
      { name: "Evaluation", enabled: true, at },
      { name: "ZTPV1", enabled: false, at },
    ],
    networkParameters: [
      { name: "Depth", value: "3", at },
      { name: "SecurityHeartbeatInSec", value: "43200", at },
    ],
    zerotouch: { caName: "new.example", at },
  };
  for (const properties of [desired, null, { ...desired, networkParameters: [], zerotouch: null }]) {
    expect(wantedIn(settingPairs(properties, desired))).toEqual(settingsIn(properties));
  }
});
