import { afterEach, describe, expect, test } from "vitest";
import { closeClients, failureOf, permit, reading } from "@/lib/vendors/http/testing/client";
import { closeServers } from "@/lib/vendors/http/testing/recording-server";
import { deleteUnheld } from "./delete-root-ca";
import { findHolders } from "./holders";
import { no, pageWith, type Script, scriptedVendor, uid } from "./testing";

afterEach(async () => {
  await closeClients();
  await closeServers();
});

const caName = "acme.example.com";
const zerotouch = (name: string) => ({ Zerotouch: { CAName: name } });

/** A vendor with one device that carries a certificate, one that is to get one, one that has it still, and one other. */
const held: Script = {
  "/ztp/rootca/device/get": pageWith("Devices", [uid(1)]),
  "/device/list/get": pageWith("ROTPublicUIDs", [uid(1), uid(2), uid(3), uid(4)]),
  "/device/info/get": {
    DeviceInfo: [
      { ROTPublicUID: uid(1), Provisioning: { CurrentProperties: zerotouch(caName) } },
      { ROTPublicUID: uid(2), Provisioning: { DesiredProperties: zerotouch(caName) } },
      {
        ROTPublicUID: uid(3),
        Provisioning: { DesiredProperties: zerotouch("other"), CurrentProperties: zerotouch(caName) },
      },
      { ROTPublicUID: uid(4), Provisioning: { DesiredProperties: zerotouch("other") } },
    ],
  },
  "/deviceprofile/get": pageWith("DeviceProfiles", [
    { DeviceProfileUID: "profile-1", ProfileName: "Meters" },
    { DeviceProfileUID: "profile-2" },
    { DeviceProfileUID: "profile-3", ProfileName: "Gateways" },
  ]),
  "/deviceprofile/bootstrapprovisioning/get": ({ DeviceProfileUID }: Record<string, unknown>) =>
    DeviceProfileUID === "profile-2"
      ? no("Bad Request. No provisioning set")
      : { DesiredProperties: zerotouch(DeviceProfileUID === "profile-1" ? caName : "other") },
};

const free: Script = {
  "/ztp/rootca/device/get": pageWith("Devices", []),
  "/device/list/get": pageWith("ROTPublicUIDs", []),
  "/deviceprofile/get": pageWith("DeviceProfiles", []),
  "/ztp/rootca/delete": undefined,
};

const paths = (asked: { url: string }[]) => asked.map(({ url }) => url.replace("/v1", ""));

describe("holders", () => {
  test("are devices by certificate, by what is wanted and by what they have, and profiles", async () => {
    const { ublox } = await scriptedVendor(held);
    expect(await findHolders(reading, ublox, { caName })).toEqual({
      devices: [uid(1), uid(2), uid(3)],
      deviceCount: 3,
      deviceProfiles: [{ deviceProfileUid: "profile-1", profileName: "Meters" }],
      lookedAt: { devices: 4, devicesOf: 4, deviceProfiles: 3, deviceProfilesOf: 3 },
    });
  });

  test("of a CA in wide use are counted by the vendor, and no further device is asked about", async () => {
    const many = Array.from({ length: 100 }, (_, index) => uid(index + 1));
    const { ublox, asked } = await scriptedVendor({
      ...held,
      "/ztp/rootca/device/get": pageWith("Devices", many, 4_321),
    });
    expect(await findHolders(reading, ublox, { caName })).toMatchObject({
      devices: many,
      deviceCount: 4_321,
    });
    expect(paths(asked())).not.toContain("/device/list/get");
  });

  test("are looked for in a bounded number of calls, however many devices there are, and it is said how far", async () => {
    const { ublox, asked } = await scriptedVendor({
      ...free,
      "/device/list/get": ({ PageNumber }: Record<string, unknown>) => ({
        ...pageWith(
          "ROTPublicUIDs",
          Array.from({ length: 100 }, (_, index) => uid(Number(PageNumber) * 100 + index)),
          50_000,
        ),
        PageNumber,
      }),
      "/device/info/get": { DeviceInfo: [] },
      "/deviceprofile/get": pageWith(
        "DeviceProfiles",
        Array.from({ length: 100 }, (_, index) => ({ DeviceProfileUID: `profile-${index}` })),
        250,
      ),
      "/deviceprofile/bootstrapprovisioning/get": {},
    });
    expect(await findHolders(reading, ublox, { caName })).toMatchObject({
      deviceCount: 0,
      lookedAt: { devices: 1_000, devicesOf: 50_000, deviceProfiles: 50, deviceProfilesOf: 250 },
    });
    expect(asked()).toHaveLength(1 + 2 * 10 + 1 + 50);
  });

  test("cannot be told while the vendor is in trouble", async () => {
    const { ublox } = await scriptedVendor({ ...held, "/device/info/get": no("trouble", 500) });
    expect((await failureOf(findHolders(reading, ublox, { caName }))).kind).toBe("unavailable");
  });
});

describe("deletion", () => {
  test("of what is held is refused here, with names, and nothing is sent", async () => {
    const { ublox, asked } = await scriptedVendor(held);
    await expect(deleteUnheld(permit(), ublox, { caName })).rejects.toMatchObject({
      code: "conflict",
      words: {
        detail:
          `In the desired or current properties of 3 devices (${uid(1)}, ${uid(2)}, ${uid(3)}); ` +
          "linked to the device profile Meters.",
        next: expect.stringContaining("Nothing was sent to u-blox."),
      },
    });
    expect(paths(asked())).not.toContain("/ztp/rootca/delete");
  });

  test("of a free one is done", async () => {
    const { ublox, asked } = await scriptedVendor(free);
    expect(await deleteUnheld(permit(), ublox, { caName })).toEqual({ done: true });
    expect(asked().at(-1)).toMatchObject({ url: "/v1/ztp/rootca/delete", body: { CAName: caName } });
  });

  test("is still the vendor's to refuse where nothing was found here", async () => {
    const { ublox } = await scriptedVendor({
      ...free,
      "/ztp/rootca/delete": no(
        "Request aborted. This Root CA is currently set in properties of ROTPublicUID(s)",
      ),
    });
    expect(await failureOf(deleteUnheld(permit(), ublox, { caName }))).toMatchObject({
      kind: "refused",
      vendorText: expect.stringContaining("currently set in properties"),
    });
  });
});
