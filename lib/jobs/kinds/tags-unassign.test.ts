import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { JobInput } from "@/lib/contract/job-kinds";
import { failureOf, permit } from "@/lib/vendors/http/testing/client";
import { listDevices } from "@/lib/vendors/ublox/devices";
import { assignTags, createTag } from "@/lib/vendors/ublox/tags";
import { tagsUnassign } from "./tags-unassign";
import { noNote, plannedOf, reading, rowsOf, type SandboxAsVendor, sandboxAsVendor } from "./testing.ublox";

const unknown = "ffffffffffffffff";
const meters = "mbYbAX-CoEqE97TMFBsUKQ";
const gateways = "pQ4sWn7eBt2aMxC9ukVoRg";

const naming = (...tagNames: string[]): JobInput<"tags.unassign"> => ({ tagNames, allTags: false });
const everyTag: JobInput<"tags.unassign"> = { tagNames: [], allTags: true };

let vendor: SandboxAsVendor;
/** Devices that carry no tag at all, and one that carries some of its own. */
let bare: [string, string, string];
let tagged: string;

beforeAll(async () => {
  vendor = await sandboxAsVendor({ deviceCount: 250 });
  const { items } = await listDevices(reading, vendor.ublox, { page: 1 });
  const none = items.filter(({ tagNames }) => tagNames.length === 0).map(({ rotPublicUid }) => rotPublicUid);
  bare = none.slice(0, 3) as typeof bare;
  tagged = items.find(({ tagNames }) => tagNames.length > 1)?.rotPublicUid ?? "";
});

beforeEach(async () => {
  vendor.sandbox.reset();
  for (const tagName of ["one", "two"]) await createTag(permit(), vendor.ublox, { tagName });
});

afterAll(() => vendor.stop());

const carry = (tagNames: string[], rotPublicUids: string[], deviceProfileUids: string[] = []) =>
  assignTags(permit(), vendor.ublox, { tagNames, rotPublicUids, deviceProfileUids });

const judge = async (input: JobInput<"tags.unassign">, rows: ReturnType<typeof plannedOf>) =>
  (await tagsUnassign.judge?.(reading, input, rows))?.map(({ skip }) => skip);
const lookUp = async (input: JobInput<"tags.unassign">, rows: ReturnType<typeof rowsOf>) => [
  ...((await tagsUnassign.lookUp?.(reading, input, rows)) ?? []),
];

describe("judging", () => {
  test("leaves out what u-blox does not know and what carries none of the tags, whatever their case", async () => {
    const [none, one, both] = bare;
    await carry(["one"], [one, both]);
    await carry(["two"], [both]);
    const rows = plannedOf([none, unknown, one, both]);
    expect(await judge(naming("ONE", "two"), rows)).toEqual([
      "Carries none of ONE and two.",
      "u-blox knows no device with this RoT UID.",
      undefined,
      undefined,
    ]);
    expect(await judge(naming("two"), plannedOf([one, both]))).toEqual(["Does not carry two.", undefined]);
  });

  test("of all tags leaves out what carries none at all", async () => {
    expect(await judge(everyTag, plannedOf([bare[0], tagged]))).toEqual(["Carries no tag.", undefined]);
  });

  test("asks in one call for the core only, and does not read the tags: an unknown one is ignored", async () => {
    const called = vendor.asked().length;
    expect(await judge(naming("never made"), plannedOf([tagged]))).toEqual(["Does not carry never made."]);
    expect(vendor.asked().slice(called)).toEqual([
      { path: "/v1/device/info/get", body: { ROTPublicUIDs: [tagged], Options: ["CORE"] } },
    ]);
  });

  test("looks at device profiles too", async () => {
    await carry(["one"], [], [meters]);
    expect(await judge(naming("one"), plannedOf([meters, gateways, "nobody"], "deviceProfile"))).toEqual([
      undefined,
      "Does not carry one.",
      "u-blox knows no device profile with this UID.",
    ]);
  });
});

describe("sending", () => {
  test("is one call for all rows, with each tag once", async () => {
    const uids = [...bare];
    await carry(["one"], uids);
    const input = naming("one", "ONE", "two");
    expect(await tagsUnassign.send(permit(), input, rowsOf(uids), noNote)).toEqual({ state: "done" });
    expect(vendor.asked().at(-1)).toEqual({
      path: "/v1/tag/remove",
      body: { TagNames: ["one", "two"], ROTPublicUIDs: uids },
    });
    expect(await vendor.uidsOf({ tag: "one" })).toEqual([]);
  });

  test("of all tags says so in the vendor's word, and never for all devices", async () => {
    await tagsUnassign.send(permit(), everyTag, rowsOf([tagged]), noNote);
    expect(vendor.asked().at(-1)).toEqual({
      path: "/v1/tag/remove",
      body: { TagNames: ["{*}"], ROTPublicUIDs: [tagged] },
    });
  });

  test("names device profiles as such, and passes SyncRequired on only when it is set", async () => {
    const input = { ...naming("one"), syncRequired: false };
    await tagsUnassign.send(permit(), input, rowsOf([meters], "deviceProfile"), noNote);
    expect(vendor.asked().at(-1)).toEqual({
      path: "/v1/tag/remove",
      body: { TagNames: ["one"], DeviceProfileUIDs: [meters], SyncRequired: false },
    });
  });
});

describe("looking up rows whose answer was lost", () => {
  test.each([
    ["lost_answer", { state: "done" }],
    ["reset", "not_done"],
  ] as const)("after %s says whether it was carried out", async (fault, outcome) => {
    const rows = rowsOf(bare);
    await carry(["one", "two"], [...bare]);
    vendor.sandbox.setFault({ fault, pathPrefix: "/v1/tag/remove", times: 1 });
    const error = await failureOf(tagsUnassign.send(permit(), naming("one", "two"), rows, noNote));
    expect(error.mayHaveActed).toBe(true);
    expect(await lookUp(naming("one", "two"), rows)).toEqual(rows.map(({ ordinal }) => [ordinal, outcome]));
  });

  test("takes a row for done only without any of the tags, and does not guess about what u-blox does not know", async () => {
    const [none, one, both] = bare;
    await carry(["one"], [one, both]);
    await carry(["two"], [both]);
    const lost = { state: "unknown", words: expect.stringContaining("says nothing about this target") };
    expect(await lookUp(naming("One", "Two"), rowsOf([none, one, both, unknown]))).toEqual([
      [1, { state: "done" }],
      [2, "not_done"],
      [3, "not_done"],
      [4, lost],
    ]);
    expect(await lookUp(everyTag, rowsOf([none, tagged]))).toEqual([
      [1, { state: "done" }],
      [2, "not_done"],
    ]);
  });
});

describe("words", () => {
  test("name the tags, or say that it is all of them", () => {
    const row = { target: "", input: null };
    expect(tagsUnassign.title(naming("downtown"), "1 device")).toBe("Remove downtown from 1 device");
    expect(tagsUnassign.title(everyTag, "12 devices")).toBe("Remove all tags from 12 devices");
    expect(tagsUnassign.does(naming("a", "b"), row)).toBe("remove a and b");
    expect(tagsUnassign.does(everyTag, row)).toBe("remove all tags");
    expect(tagsUnassign.facts(everyTag)).toEqual([{ label: "Tags", value: "All tags" }]);
  });

  test("say what follows for how many", () => {
    const follows = (planned: number) => tagsUnassign.consequence(naming("a"), { planned, skipped: 0 });
    expect(follows(1_204)).toMatch(/^Each of the 1,204 loses a\./);
    expect(follows(1)).toMatch(/^It loses a\./);
    expect(follows(0)).toBe("Nothing is left to do.");
  });

  test("of the audit history are those of the single act", () => {
    expect(tagsUnassign.action).toBe("tags.unassign");
    expect(tagsUnassign.subject(naming("a"), rowsOf(["0".repeat(16), "1".repeat(16)]))).toEqual({
      type: "tag",
      id: "a from 2 devices",
    });
    expect(tagsUnassign.subject(everyTag, rowsOf([meters], "deviceProfile")).id).toBe(
      `all tags from ${meters}`,
    );
  });
});
