import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { failureOf, permit } from "@/lib/vendors/http/testing/client";
import { getDevice, listDevices } from "@/lib/vendors/ublox/devices";
import { assignTags, createTag, listAllTags } from "@/lib/vendors/ublox/tags";
import { changeWhitelist, listWhitelist } from "@/lib/vendors/ublox/whitelist";
import { devicesExport } from "./devices-export";
import { tagsExport } from "./tags-export";
import { readItems, readPages } from "./testing.export";
import { reading, type SandboxAsVendor, sandboxAsVendor } from "./testing.ublox";
import { whitelistExport } from "./whitelist-export";

let vendor: SandboxAsVendor;
let devices: string[];

beforeAll(async () => {
  vendor = await sandboxAsVendor({ deviceCount: 250 });
  devices = await vendor.uidsOf({});
});
beforeEach(() => vendor.sandbox.reset());
afterAll(() => vendor.stop());

const format = "csv";

describe("devices", () => {
  test("are exported all of them, in the vendor's order, with what is known of each", async () => {
    const { rows, pages } = await devicesExport.measure(reading, { question: {}, format });
    expect({ rows, pages }).toEqual({ rows: 250, pages: 3 });
    const items = await readItems(devicesExport, { question: {}, format });
    expect(items.map(({ rotPublicUid }) => rotPublicUid)).toEqual(devices);
    const [uid = ""] = devices;
    const device = await getDevice(reading, vendor.ublox, { deviceId: uid, by: "rotPublicUid" });
    expect(items[0]).toEqual({
      rotPublicUid: uid,
      state: device.state,
      blacklisted: device.blacklisted,
      ...device.identity,
      tagNames: device.tagNames,
      certificateAuthority: device.certificate?.caName ?? null,
      certificateSerialNumber: device.certificate?.serialNumber ?? null,
      certificateValidityDays: device.certificate?.validityDays ?? null,
      certificateExpiresAt: device.certificate?.expiresAt ?? null,
      pendingSettings: device.pendingSettings,
    });
  });

  test("cost a call for the page and one for its details, and none beyond the last page", async () => {
    vendor.sandbox.reset();
    await readPages(devicesExport, { question: {}, format });
    expect(vendor.asked().map(({ path }) => path)).toEqual(
      [1, 2, 3].flatMap(() => ["/v1/device/list/get", "/v1/device/info/get"]),
    );
  });

  test("are those that the question finds", async () => {
    const few = devices.slice(10, 13);
    await createTag(permit(), vendor.ublox, { tagName: "few" });
    await assignTags(permit(), vendor.ublox, {
      tagNames: ["few"],
      rotPublicUids: few,
      deviceProfileUids: [],
    });
    const tagged = await readItems(devicesExport, { question: { tag: "few" }, format });
    expect(tagged.map(({ rotPublicUid }) => rotPublicUid).toSorted()).toEqual(few.toSorted());
    const { items } = await listDevices(reading, vendor.ublox, { page: 1, filter: "BLACKLISTED" });
    const blacklisted = await readItems(devicesExport, { question: { filter: "BLACKLISTED" }, format });
    expect(blacklisted.map(({ rotPublicUid }) => rotPublicUid)).toEqual(
      items.map(({ rotPublicUid }) => rotPublicUid),
    );
    expect(blacklisted.length).toBeGreaterThan(0);
    expect(blacklisted.every((item) => item.blacklisted === true)).toBe(true);
  });

  test("are not exported without their details: the page is to be read again", async () => {
    vendor.sandbox.setFault({ fault: "unavailable", pathPrefix: "/v1/device/info/get" });
    const failure = await failureOf(devicesExport.page(reading, { question: {}, format }, null));
    expect(failure).toMatchObject({ kind: "unavailable", call: "POST /device/info/get" });
  });

  test("are told in words", () => {
    const title = (question: Parameters<typeof devicesExport.title>[0]["question"]) =>
      devicesExport.title({ question, format }, "1,204 devices");
    expect(title({})).toBe("Export 1,204 devices");
    expect(title({ tag: "downtown" })).toBe("Export 1,204 devices with the tag “downtown”");
    expect(title({ filter: "BLACKLISTED" })).toBe("Export 1,204 devices that are blacklisted");
  });
});

test("the whitelist is exported whole", async () => {
  const first = await listWhitelist(reading, vendor.ublox, { page: 1 });
  const more = Array.from(
    { length: 230 },
    (_, index) => `00000000ffff${index.toString(16).padStart(4, "0")}`,
  );
  await changeWhitelist(permit(), vendor.ublox, {
    action: "ADD",
    rotPublicUids: more,
    imeis: ["490154203237518"],
  });
  const items = await readItems(whitelistExport, { format });
  expect(items).toHaveLength(first.page.total + more.length + 1);
  expect((await whitelistExport.measure(reading, { format })).rows).toBe(items.length);
  const types = new Map(items.map(({ id, type }) => [id, type]));
  expect(more.every((uid) => types.get(uid) === "ROTPublicUID")).toBe(true);
  expect(types.get("490154203237518")).toBe("IMEI");
});

test("the tags are exported whole", async () => {
  for (let index = 0; index < 105; index++) {
    await createTag(permit(), vendor.ublox, { tagName: `export ${index}` });
  }
  const items = await readItems(tagsExport, { format });
  expect(items).toEqual(await listAllTags(reading, vendor.ublox));
  expect(items.length).toBeGreaterThan(105);
});

test("every member of a row has its column", async () => {
  const membersOf = async (pages: Promise<{ items: readonly object[] }[]>) =>
    Object.keys((await pages)[0]?.items[0] ?? {}).toSorted();
  const devicePages = readPages(devicesExport, { question: {}, format });
  expect(await membersOf(devicePages)).toEqual([...devicesExport.columns].toSorted());
  expect(await membersOf(readPages(whitelistExport, { format }))).toEqual(
    [...whitelistExport.columns].toSorted(),
  );
  expect(await membersOf(readPages(tagsExport, { format }))).toEqual([...tagsExport.columns].toSorted());
});
