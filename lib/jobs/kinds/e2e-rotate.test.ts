import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { jobKinds } from "@/lib/contract/job-kinds";
import { failureOf, permit } from "@/lib/vendors/http/testing/client";
import { readDeviceInfo } from "@/lib/vendors/ublox/devices";
import { e2eRotate } from "./e2e-rotate";
import { noNote, plannedOf, reading, rowsOf, type SandboxAsVendor, sandboxAsVendor } from "./testing.ublox";

const unknown = "ffffffffffffffff";
const daily = { rotation: { type: "automatic", days: 1 } } as const;
const continuous = { rotation: { type: "continuous" } } as const;

let vendor: SandboxAsVendor;
let devices: string[];

beforeAll(async () => {
  vendor = await sandboxAsVendor({ deviceCount: 150 });
  devices = await vendor.uidsOf({});
});
beforeEach(() => vendor.sandbox.reset());
afterAll(() => vendor.stop());

const judge = async (rows: ReturnType<typeof plannedOf>) => await e2eRotate.judge?.(reading, daily, rows);

describe("judging", () => {
  test("leaves out what u-blox does not know and notes the device's own heartbeat", async () => {
    const known = devices.slice(0, 20);
    const info = await readDeviceInfo(reading, vendor.ublox, { rotPublicUids: known });
    const heartbeats = new Map(
      info.map(({ rotPublicUid, desired, current }) => [
        rotPublicUid,
        [desired, current]
          .flatMap((side) => side?.networkParameters ?? [])
          .find(({ name }) => name === "SecurityHeartbeatInSec")?.value,
      ]),
    );
    const judged = await judge(plannedOf([...known, unknown]));
    expect(judged?.slice(0, -1).map(({ input }) => input)).toEqual(known.map((uid) => heartbeats.get(uid)));
    expect(new Set(heartbeats.values()).size).toBeGreaterThan(1);
    expect(judged?.at(-1)?.skip).toBe("u-blox knows no device with this RoT UID.");
  });
});

describe("sending", () => {
  test("is one call for all rows, and its answer is what the vendor says", async () => {
    const uids = devices.slice(0, 3);
    const outcome = await e2eRotate.send(permit(), daily, rowsOf(uids), noNote);
    expect(vendor.asked()).toEqual([
      { path: "/v1/e2e/key/rotate", body: { ROTPublicUIDs: uids, Type: "AUTOMATIC", Days: 1 } },
    ]);
    expect(outcome).toEqual({
      state: "accepted",
      answer: expect.stringContaining("The key will be rotated every 1 day."),
    });
  });

  test("a refused call is cut, because nothing tells which device was at fault", async () => {
    expect(e2eRotate.splits).toBe(true);
    const call = e2eRotate.send(permit(), continuous, rowsOf([devices[0] ?? "", unknown]), noNote);
    expect(await failureOf(call)).toMatchObject({ kind: "refused", mayHaveActed: false });
  });

  test("a lost answer is left to a person: nothing tells how keys rotate now", () => {
    expect(e2eRotate.ifLost).toBe("ask");
    expect(e2eRotate.lookUp).toBeUndefined();
  });
});

describe("words", () => {
  const counts = (planned: number) => ({ planned, skipped: 0 });

  test("say what follows for how many, and for the heartbeat", () => {
    expect(e2eRotate.consequence(daily, counts(1_204))).toBe(
      "Each of the 1,204 gets a new key every day. Heartbeat will change to 1 d where it is longer now; devices in contact more often use more battery and data.",
    );
    expect(e2eRotate.consequence(continuous, counts(1))).toBe("It gets a new key at every look-up.");
    expect(e2eRotate.consequence(daily, counts(0))).toBe("Nothing is left to do.");
  });

  test("of a row name its own heartbeat when that gets shorter", () => {
    const does = (input: string | null, how: typeof daily | typeof continuous = daily) =>
      e2eRotate.does(how, { target: devices[0] ?? "", input });
    expect(does("604800")).toBe("Automatic, every day; heartbeat from 7 d to 1 d");
    expect(does("43200")).toBe("Automatic, every day");
    expect(does(null)).toBe("Automatic, every day");
    expect(does("604800", continuous)).toBe("Continuous");
  });

  test("of the audit history are those of the single act, under the same right", () => {
    expect(e2eRotate.action).toBe("e2e.rotate");
    expect(jobKinds["e2e.rotate"].permission).toBe("e2e:rotate");
    expect(e2eRotate.subject(daily, rowsOf(["0".repeat(16)]))).toEqual({
      type: "device",
      id: "0".repeat(16),
    });
    expect(e2eRotate.subject(daily, rowsOf(["0".repeat(16), unknown])).id).toBe("2 devices");
  });
});
