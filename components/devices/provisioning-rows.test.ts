import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { DeviceProperties } from "@/lib/contract/devices";
import { countPending } from "@/lib/vendors/ublox/properties";
import { heartbeatOnDevice, provisioningRows } from "./provisioning-rows";

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
  test("each setting has one row under its plain name, in a fixed order", () => {
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
      provisioningRows(desired, current).map(({ label, wanted, onDevice, pending }) => [
        label,
        wanted?.value,
        onDevice?.value,
        pending,
      ]),
    ).toEqual([
      ["Local data protection", "Off", "On", true],
      ["Zero touch provisioning", "On", undefined, true],
      ["Evaluation (set by the vendor)", undefined, "On", false],
      ["QuantumSeal", "On", undefined, true],
      ["Security heartbeat interval", "43200", "43200", false],
      ["Certificate authority", "new.example", undefined, true],
    ]);
  });

  test("the same value confirmed before it was asked for is still pending", () => {
    const enabled = (at: string | null) =>
      properties({ authorizations: [{ name: "LocalC2C", enabled: true, at }] });
    expect(provisioningRows(enabled(asked), enabled(before))[0]?.pending).toBe(true);
    expect(provisioningRows(enabled(asked), enabled(after))[0]?.pending).toBe(false);
    expect(provisioningRows(enabled(asked), enabled(null))[0]?.pending).toBe(false);
  });

  test("nothing known gives no rows", () => {
    expect(provisioningRows(null, null)).toEqual([]);
    expect(provisioningRows(properties({}), null)).toEqual([]);
  });

  test("marks as many rows pending as the list's column counts", () => {
    const at = fc.constantFrom(null, before, asked, after);
    const some = fc.record({
      authorizations: fc.uniqueArray(
        fc.record({
          name: fc.constantFrom("LocalDPR", "LocalC2C", "ZTPV1", "New"),
          enabled: fc.boolean(),
          at,
        }),
        { selector: ({ name }) => name },
      ),
      networkParameters: fc.uniqueArray(
        fc.record({
          name: fc.constantFrom("SecurityHeartbeatInSec", "LocalDPR"),
          value: fc.constantFrom("1", "2"),
          at,
        }),
        { selector: ({ name }) => name },
      ),
      zerotouch: fc.option(fc.record({ caName: fc.constantFrom("a", "b"), at })),
    });
    fc.assert(
      fc.property(some, fc.option(some), (desired, current) => {
        const pending = provisioningRows(desired, current).filter((row) => row.pending);
        expect(pending).toHaveLength(countPending(desired, current) ?? 0);
      }),
    );
  });
});

test("the heartbeat is the one the device has confirmed", () => {
  const current = properties({
    networkParameters: [{ name: "SecurityHeartbeatInSec", value: "86400", at: before }],
  });
  expect(heartbeatOnDevice(current)).toBe("86400");
  expect(heartbeatOnDevice(properties({}))).toBeUndefined();
  expect(heartbeatOnDevice(null)).toBeUndefined();
});
