import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { failureOf, permit } from "@/lib/vendors/http/testing/client";
import { deleteProvisioning, readProvisioning, setProvisioning } from "@/lib/vendors/ublox/provisioning";
import { provisioningDelete } from "./provisioning-delete";
import { provisioningSet } from "./provisioning-set";
import { noNote, plannedOf, reading, rowsOf, type SandboxAsVendor, sandboxAsVendor } from "./testing.ublox";

const unknown = "ffffffffffffffff";
const settings = {
  features: [{ name: "LocalC2C" as const, enabled: true }],
  heartbeatSeconds: 3_600,
  rootCaName: null,
};
const input = { settings };

let vendor: SandboxAsVendor;
let devices: string[];

beforeAll(async () => {
  vendor = await sandboxAsVendor({ deviceCount: 120 });
  devices = await vendor.uidsOf({});
});

beforeEach(() => vendor.sandbox.reset());
afterAll(() => vendor.stop());

const set = (rotPublicUids: string[], what = settings) =>
  setProvisioning(permit(), vendor.ublox, { devices: { rotPublicUids }, settings: what });
const remove = (rotPublicUids: string[]) =>
  deleteProvisioning(permit(), vendor.ublox, { devices: { rotPublicUids } });
const wanted = async (rotPublicUid: string) =>
  (await readProvisioning(reading, vendor.ublox, { devices: { rotPublicUids: [rotPublicUid] } }))[0]
    ?.settings;

describe("setting", () => {
  const skips = async (targets: string[]) =>
    (await provisioningSet.judge?.(reading, input, plannedOf(targets)))?.map(({ skip }) => skip);

  test("leaves out what u-blox does not know and devices of which exactly this is wanted already", async () => {
    const [none, other, all] = devices as [string, string, string];
    await remove([none]);
    await set([other], { ...settings, heartbeatSeconds: 7_200 });
    await set([all]);
    expect(await skips([none, unknown, other, all])).toEqual([
      undefined,
      "u-blox knows no device with this RoT UID.",
      undefined,
      "Exactly this is wanted of it already.",
    ]);
  });

  test("judges a hundred devices by one question, without their certificates", async () => {
    await skips(devices.slice(0, 100));
    expect(vendor.asked()).toEqual([
      {
        path: "/v1/device/info/get",
        body: { ROTPublicUIDs: devices.slice(0, 100), Options: ["CORE", "PROVISIONING"] },
      },
    ]);
  });

  test("is one call that names only what was chosen, and takes effect later", async () => {
    const uids = devices.slice(0, 3);
    expect(await provisioningSet.send(permit(), input, rowsOf(uids), noNote)).toEqual({
      state: "accepted",
      words: "Applied at the device's next security heartbeat.",
    });
    expect(provisioningSet.finishes).toBe("later");
    const call = vendor.asked().at(-1);
    expect(call?.path).toBe("/v1/device/provisioning/set");
    expect(call?.body).toMatchObject({
      ROTPublicUIDs: uids,
      Provisioning: { NetworkParameters: [{ Name: "SecurityHeartbeatInSec", Value: 3_600 }] },
    });
    expect(call?.body).not.toHaveProperty("Provisioning.Zerotouch");
    for (const uid of uids) {
      const now = await wanted(uid);
      expect(now?.features).toContainEqual({ name: "LocalC2C", enabled: true });
      expect(now?.heartbeatSeconds).toBe(3_600);
    }
  });

  test("is refused as a whole for one bad device, so that the engine cuts it", async () => {
    const rows = rowsOf([...devices.slice(0, 2), unknown]);
    expect(await failureOf(provisioningSet.send(permit(), input, rows, noNote))).toMatchObject({
      kind: "refused",
      mayHaveActed: false,
    });
    expect(provisioningSet.splits).toBe(true);
  });

  test.each([
    ["lost_answer", { state: "accepted" }],
    ["reset", "not_done"],
  ] as const)("after %s asks what is wanted now", async (fault, outcome) => {
    const rows = rowsOf(devices.slice(0, 2));
    await remove(devices.slice(0, 2));
    vendor.sandbox.setFault({ fault, pathPrefix: "/v1/device/provisioning/set", times: 1 });
    const error = await failureOf(provisioningSet.send(permit(), input, rows, noNote));
    expect(error.mayHaveActed).toBe(true);
    const found = [...((await provisioningSet.lookUp?.(reading, input, rows)) ?? [])];
    expect(found).toEqual(
      rows.map(({ ordinal }) => [
        ordinal,
        outcome === "not_done" ? outcome : expect.objectContaining(outcome),
      ]),
    );
  });

  test("says what follows for how many", () => {
    const follows = (planned: number) => provisioningSet.consequence(input, { planned, skipped: 0 });
    expect(follows(1_204)).toMatch(
      /^Each of the 1,204 takes it over at its next security heartbeat: LocalC2C on; heartbeat 1 h\./,
    );
    expect(follows(1)).toMatch(/^It takes it over/);
    expect(follows(0)).toBe("Nothing is left to do.");
    expect(provisioningSet.title(input, "1,204 devices")).toBe("Provision 1,204 devices");
    expect(provisioningSet.facts(input)).toEqual([
      { label: "Settings", value: "LocalC2C on; heartbeat 1 h" },
    ]);
    expect(provisioningSet.subject(input, rowsOf(devices.slice(0, 2)))).toEqual({
      type: "device",
      id: "2 devices",
    });
  });
});

describe("deleting", () => {
  test("counts what each device loses and keeps, and leaves out devices of which nothing is wanted", async () => {
    const [none, pending] = devices as [string, string];
    await remove([none, pending]);
    await set([pending], { ...settings, heartbeatSeconds: 123 });
    const rows = await provisioningDelete.judge?.(reading, {}, plannedOf([none, unknown, pending]));
    expect(rows?.map(({ skip, input: words }) => skip ?? words)).toEqual([
      "Nothing is wanted of it.",
      "u-blox knows no device with this RoT UID.",
      expect.stringMatching(/^[12] pending, [01] applied$/),
    ]);
    const does = provisioningDelete.does({}, { target: pending, input: "2 pending, 0 applied" });
    expect(does).toBe("delete (2 pending, 0 applied)");
  });

  test("is one call, and what was wanted is wanted no more", async () => {
    const uids = devices.slice(0, 2);
    await set(uids);
    expect((await provisioningDelete.send(permit(), {}, rowsOf(uids), noNote)).state).toBe("accepted");
    expect(vendor.asked().at(-1)).toEqual({
      path: "/v1/device/provisioning/delete",
      body: { ROTPublicUIDs: uids },
    });
    for (const uid of uids) {
      expect((await wanted(uid)) ?? { features: [] }).toMatchObject({ features: [] });
    }
  });

  test("whose answer was lost is looked up: done once nothing is wanted", async () => {
    const [gone, still] = devices as [string, string];
    await remove([gone]);
    await set([still]);
    const found = [...((await provisioningDelete.lookUp?.(reading, {}, rowsOf([gone, still]))) ?? [])];
    expect(found).toEqual([
      [1, expect.objectContaining({ state: "accepted" })],
      [2, "not_done"],
    ]);
  });

  test("says the vendor's rule", () => {
    expect(provisioningDelete.consequence({}, { planned: 12, skipped: 3 })).toContain(
      "Heartbeat returns to the vendor default; devices that already applied it keep it. Each of the 12 loses what is still pending",
    );
    expect(provisioningDelete.consequence({}, { planned: 0, skipped: 3 })).toBe("Nothing is left to do.");
  });
});
