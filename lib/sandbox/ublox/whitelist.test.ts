import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { signedInUblox } from "./test-support";

const page = z.object({
  DeviceWhitelist: z.array(z.object({ Id: z.string(), Type: z.string(), CreatedDate: z.string() })),
  TotalRecords: z.number(),
});

describe("u-blox whitelist", () => {
  let ublox: Awaited<ReturnType<typeof signedInUblox>>;
  beforeAll(async () => {
    ublox = await signedInUblox();
  });
  afterAll(() => ublox.stop());

  const whitelist = async (pageNumber = 1) =>
    page.parse((await ublox.call("/device/whitelist/get", { PageNumber: pageNumber })).json());
  const lastEntry = async () => {
    const { TotalRecords } = await whitelist();
    return (await whitelist(Math.ceil(TotalRecords / 100))).DeviceWhitelist.at(-1);
  };
  const add = (body: unknown) => ublox.call("/device/whitelist/add", body);
  const addFile = (body: string | Buffer) =>
    ublox.raw("/device/whitelist/add", {
      method: "POST",
      headers: { "content-type": "application/octet-stream" },
      body,
    });

  it("adds and deletes UIDs and IMEIs, and answers nothing at all", async () => {
    const before = (await whitelist()).TotalRecords;
    const added = await add({ ROTPublicUIDs: ["00040000aaaa0001"], IMEIs: ["490154203237518"] });
    expect([added.status, added.text]).toEqual([200, ""]);
    expect((await whitelist()).TotalRecords).toBe(before + 2);
    expect(await lastEntry()).toMatchObject({ Id: "490154203237518", Type: "IMEI" });
    await add({ ROTPublicUIDs: ["00040000aaaa0001"], IMEIs: ["490154203237518"] });
    expect((await whitelist()).TotalRecords).toBe(before + 2);
    await add({ ROTPublicUIDs: ["00040000aaaa0001"], IMEIs: ["490154203237518"], Action: "DELETE" });
    await add({ ROTPublicUIDs: ["00040000aaaa0001"], Action: "DELETE" });
    expect((await whitelist()).TotalRecords).toBe(before);
  });

  it.each([
    ["no UIDs member, though IMEIs are given", { IMEIs: ["490154203237518"] }],
    ["nothing to add", { ROTPublicUIDs: [], IMEIs: [] }],
    ["a short UID", { ROTPublicUIDs: ["00020001003ffff"] }],
    ["a UID in capitals", { ROTPublicUIDs: ["00040000AAAA0001"] }],
    ["a UID as a number", { ROTPublicUIDs: [2000089282245] }],
    ["an IMEI with a wrong check digit", { ROTPublicUIDs: [], IMEIs: ["490154203237517"] }],
    ["another action", { ROTPublicUIDs: ["00040000aaaa0001"], Action: "REMOVE" }],
  ])("refuses %s, in its own spelling of message", async (_, body) => {
    const answer = await add(body);
    expect([answer.status, answer.json()]).toEqual([400, { Message: "Bad Request" }]);
  });

  it("takes IMEIs beside an empty list of UIDs", async () => {
    expect((await add({ ROTPublicUIDs: [], IMEIs: ["356938035643809"] })).status).toBe(200);
  });

  it("takes a file with a header and applies its rows in order", async () => {
    const before = (await whitelist()).TotalRecords;
    const answer = await addFile(
      "Id,Type,Action\n00040000bbbb0001,ROTPublicUID,ADD\n00040000bbbb0002,ROTPublicUID,ADD\n00040000bbbb0001,ROTPublicUID,DELETE\n",
    );
    expect([answer.status, answer.json()]).toEqual([200, { Message: "Success" }]);
    expect((await whitelist()).TotalRecords).toBe(before + 1);
    expect(await lastEntry()).toMatchObject({ Id: "00040000bbbb0002", Type: "ROTPublicUID" });
  });

  it.each([
    ["no header", "00040000cccc0001,ROTPublicUID,ADD\n"],
    ["a header in another order", "Type,Id,Action\n00040000cccc0001,ROTPublicUID,ADD\n"],
    ["a byte order mark", "\uFEFFId,Type,Action\n00040000cccc0001,ROTPublicUID,ADD\n"],
    ["carriage returns", "Id,Type,Action\r\n00040000cccc0001,ROTPublicUID,ADD\r\n"],
    ["another type", "Id,Type,Action\n490154203237518,IMEI,ADD\n"],
    ["a lower-case action", "Id,Type,Action\n00040000cccc0001,ROTPublicUID,add\n"],
    ["a blank line", "Id,Type,Action\n\n00040000cccc0001,ROTPublicUID,ADD\n"],
    ["quotes", 'Id,Type,Action\n"00040000cccc0001",ROTPublicUID,ADD\n'],
    ["no rows", "Id,Type,Action\n"],
    ["nothing", ""],
    [
      "one bad row among good ones",
      "Id,Type,Action\n00040000cccc0001,ROTPublicUID,ADD\n00020001003ffff,ROTPublicUID,ADD\n",
    ],
  ])("refuses a file with %s and changes nothing", async (_, file) => {
    const before = (await whitelist()).TotalRecords;
    const answer = await addFile(file);
    expect([answer.status, answer.json()]).toEqual([400, { Message: "Bad Request" }]);
    expect((await whitelist()).TotalRecords).toBe(before);
  });

  it("takes 10,000 rows at once, quickly, and refuses more than 10 MiB", async () => {
    const rows = Array.from(
      { length: 10_000 },
      (_, index) => `00050000${index.toString(16).padStart(8, "0")},ROTPublicUID,ADD`,
    );
    const begun = performance.now();
    expect((await addFile(`Id,Type,Action\n${rows.join("\n")}`)).status).toBe(200);
    expect(performance.now() - begun).toBeLessThan(500);
    const tooLarge = await addFile(Buffer.alloc(10 * 1024 * 1024 + 1, "a"));
    expect([tooLarge.status, tooLarge.json()]).toEqual([413, { message: "Request Too Long" }]);
  });

  it("does not unblock a device that was blacklisted at its bootstrap", async () => {
    const { ROTPublicUIDs: black, TotalRecords } = await ublox.uids("/device/list/get", {
      Filter: "BLACKLISTED",
    });
    expect((await add({ ROTPublicUIDs: black })).status).toBe(200);
    const after = await ublox.uids("/device/list/get", { Filter: "BLACKLISTED" });
    expect(after.TotalRecords).toBe(TotalRecords);
    const answer = await ublox.call("/device/info/get", {
      ROTPublicUIDs: black.slice(0, 1),
      Options: ["CORE"],
    });
    expect(answer.json()).toMatchObject({
      DeviceInfo: [{ State: "ALLOCATED", ROT: { IsBlacklisted: true } }],
    });
  });
});
