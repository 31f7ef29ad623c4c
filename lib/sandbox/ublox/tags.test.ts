import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { signedInUblox } from "./test-support";

const page = z.object({ Tags: z.array(z.object({ TagName: z.string() })), TotalRecords: z.number() });
const first = "0002000089280087";
const second = "135700008928c093";
const meters = "mbYbAX-CoEqE97TMFBsUKQ";

describe("u-blox tags", () => {
  let ublox: Awaited<ReturnType<typeof signedInUblox>>;
  beforeEach(async () => {
    ublox = await signedInUblox();
  });
  afterEach(() => ublox.stop());

  const call = (path: string, body: unknown) => ublox.call(path, body);
  const tags = async (pageNumber = 1) =>
    page.parse((await call("/tag/get", { PageNumber: pageNumber })).json());
  const create = (name: string) => call("/tag/create", { TagName: name });
  const devicesOf = async (name: string) =>
    (await ublox.uids("/device/rotpublicuid/get", { TagNames: [name] })).TotalRecords;

  it("lists over more than one page", async () => {
    const { Tags, TotalRecords } = await tags();
    expect(Tags).toHaveLength(100);
    expect((await tags(2)).Tags).toHaveLength(TotalRecords - 100);
  });

  it("creates without a word, and keeps the name as it was written", async () => {
    const { TotalRecords } = await tags();
    const created = await create("Quay 7");
    expect([created.status, created.text]).toEqual([200, ""]);
    expect((await tags(2)).Tags.at(-1)).toMatchObject({ TagName: "Quay 7" });
    expect((await tags()).TotalRecords).toBe(TotalRecords + 1);
  });

  it("holds names that differ in case for the same", async () => {
    expect((await create("DownTown")).status).toBe(400);
    const deleted = await call("/tag/delete", { TagName: "SPARE parts" });
    expect([deleted.status, deleted.json()]).toEqual([200, { message: "Success" }]);
  });

  it("refuses each forbidden symbol, an empty name, and 256 characters", async () => {
    for (const symbol of '^`~<>"{}|,') expect((await create(`a${symbol}b`)).status).toBe(400);
    expect((await create("")).status).toBe(400);
    expect((await create("x".repeat(256))).status).toBe(400);
    expect((await create("x".repeat(255))).status).toBe(200);
  });

  it("refuses to delete a tag that a device has, in the vendor's own words", async () => {
    const refused = await call("/tag/delete", { TagName: "downtown" });
    expect([refused.status, refused.json()]).toEqual([
      400,
      { message: "Request aborted. This tag is currently assigned to ROTPublicUID(s)" },
    ]);
    expect(await devicesOf("downtown")).toBeGreaterThan(0);
  });

  it("deletes a tag that only profiles have, and refuses one that is unknown", async () => {
    expect((await call("/tag/delete", { TagName: "metering" })).status).toBe(200);
    expect((await call("/tag/delete", { TagName: "metering" })).status).toBe(400);
  });

  it("assigns every tag to every device, and takes back every pair that exists", async () => {
    const targets = { TagNames: ["spare parts", "TO BE RETIRED"], ROTPublicUIDs: [first, second] };
    const assigned = await call("/tag/assign", targets);
    expect([assigned.status, assigned.text]).toEqual([200, ""]);
    expect([await devicesOf("spare parts"), await devicesOf("to be retired")]).toEqual([2, 2]);
    const removed = await call("/tag/remove", { ...targets, TagNames: ["spare parts", "no such tag"] });
    expect([removed.status, removed.json()]).toEqual([200, { Message: "Success" }]);
    expect([await devicesOf("spare parts"), await devicesOf("to be retired")]).toEqual([0, 2]);
  });

  it.each([
    [
      { TagNames: ["downtown"], ROTPublicUIDs: [first, "ffffffffffffffff"] },
      "Bad Request. Invalid ROTPublicUIDs",
    ],
    [{ TagNames: ["downtown"], DeviceProfileUIDs: ["none"] }, "Bad Request. Invalid DeviceProfileUIDs"],
    [{ TagNames: ["no such tag"], ROTPublicUIDs: [first] }, "Bad Request. Invalid TagNames"],
    [{ TagNames: ["{*}"], ROTPublicUIDs: [first] }, "Bad Request. Invalid TagNames"],
    [{ TagNames: ["downtown"] }, "Bad Request"],
    [{ TagNames: ["downtown"], ROTPublicUIDs: [first], DeviceProfileUIDs: [meters] }, "Bad Request"],
    [{ TagNames: [], ROTPublicUIDs: [first] }, "Bad Request"],
  ])("refuses to assign %j", async (body, message) => {
    const before = await devicesOf("downtown");
    const answer = await call("/tag/assign", body);
    expect([answer.status, answer.json()]).toEqual([400, { message }]);
    expect(await devicesOf("downtown")).toBe(before);
  });

  it("takes the wildcard for all devices of a tag", async () => {
    await call("/tag/remove", { TagNames: ["downtown"], ROTPublicUIDs: ["{*}"] });
    expect(await devicesOf("downtown")).toBe(0);
    expect(await devicesOf("canary")).toBeGreaterThan(0);
  });

  it("takes the wildcard for all tags of a device", async () => {
    await call("/tag/assign", { TagNames: ["spare parts", "downtown"], ROTPublicUIDs: [first] });
    await call("/tag/remove", { TagNames: ["{*}"], ROTPublicUIDs: [first] });
    const answer = await call("/device/info/get", { ROTPublicUIDs: [first], Options: ["CORE"] });
    expect(answer.json()).toMatchObject({ DeviceInfo: [{ TagNames: [] }] });
    expect(await devicesOf("downtown")).toBeGreaterThan(0);
  });

  it.each([
    { TagNames: ["{*}"], ROTPublicUIDs: ["{*}"] },
    { TagNames: ["{*}", "downtown"], ROTPublicUIDs: [first] },
  ])("refuses the wildcard in %j", async (body) => {
    expect((await call("/tag/remove", body)).status).toBe(400);
  });

  it("carries a profile's tag on to its devices only when asked to", async () => {
    await call("/tag/assign", { TagNames: ["spare parts"], DeviceProfileUIDs: [meters] });
    expect(await devicesOf("spare parts")).toBe(0);
    await call("/tag/assign", { TagNames: ["spare parts"], DeviceProfileUIDs: [meters], SyncRequired: true });
    expect(await devicesOf("spare parts")).toBeGreaterThan(80);
    await call("/tag/remove", { TagNames: ["spare parts"], DeviceProfileUIDs: ["{*}"], SyncRequired: true });
    expect(await devicesOf("spare parts")).toBe(0);
  });
});
