import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { failureOf, permit } from "@/lib/vendors/http/testing/client";
import { assignTags, createTag } from "@/lib/vendors/ublox/tags";
import { tagsAssign } from "./tags-assign";
import { noNote, plannedOf, reading, rowsOf, type SandboxAsVendor, sandboxAsVendor } from "./testing.ublox";

const unknown = "ffffffffffffffff";
const meters = "mbYbAX-CoEqE97TMFBsUKQ";
const trackers = "t7Rk2pLq9_XwVbNzH4cYsA";

let vendor: SandboxAsVendor;
/** Every device there is. No test's own tags are on them at its start. */
let devices: string[];

beforeAll(async () => {
  vendor = await sandboxAsVendor({ deviceCount: 250 });
  devices = await vendor.uidsOf({});
});

beforeEach(async () => {
  vendor.sandbox.reset();
  for (const tagName of ["one", "two"]) await createTag(permit(), vendor.ublox, { tagName });
});

afterAll(() => vendor.stop());

const carry = (tagNames: string[], rotPublicUids: string[], deviceProfileUids: string[] = []) =>
  assignTags(permit(), vendor.ublox, { tagNames, rotPublicUids, deviceProfileUids });

const judge = async (tagNames: string[], rows: ReturnType<typeof plannedOf>) =>
  (await tagsAssign.judge?.({ ...reading }, { tagNames }, rows))?.map(({ skip }) => skip);
const lookUp = async (tagNames: string[], rows: ReturnType<typeof rowsOf>) => [
  ...((await tagsAssign.lookUp?.(reading, { tagNames }, rows)) ?? []),
];

describe("judging", () => {
  test("leaves out what u-blox does not know and what carries all the tags, whatever their case", async () => {
    const [none, some, all] = devices as [string, string, string];
    await carry(["one"], [some]);
    await carry(["one", "two"], [all]);
    expect(await judge(["ONE", "Two"], plannedOf([none, unknown, some, all]))).toEqual([
      undefined,
      "u-blox knows no device with this RoT UID.",
      undefined,
      "Already carries ONE and Two.",
    ]);
    expect(await judge(["one"], plannedOf([none, some]))).toEqual([undefined, "Already carries one."]);
  });

  test("asks about a hundred devices at a time, for the core only, and for the tags once", async () => {
    vendor.sandbox.reset();
    const onePreparation = { ...reading };
    const rows = plannedOf(devices.slice(0, 150));
    await tagsAssign.judge?.(onePreparation, { tagNames: ["canary"] }, rows);
    await tagsAssign.judge?.(onePreparation, { tagNames: ["canary"] }, plannedOf(devices.slice(150, 160)));
    expect(vendor.asked()).toEqual([
      { path: "/v1/tag/get", body: { PageNumber: 1 } },
      { path: "/v1/tag/get", body: { PageNumber: 2 } },
      ...[devices.slice(0, 100), devices.slice(100, 150), devices.slice(150, 160)].map((ROTPublicUIDs) => ({
        path: "/v1/device/info/get",
        body: { ROTPublicUIDs, Options: ["CORE"] },
      })),
    ]);
  });

  test("sends nothing for a tag that u-blox does not have, because every call would be refused", async () => {
    expect(await judge(["one", "gone", "Lost"], plannedOf(devices.slice(0, 2)))).toEqual([
      "u-blox does not have gone and Lost. Create them first.",
      "u-blox does not have gone and Lost. Create them first.",
    ]);
  });

  test("looks at device profiles too, all of them in one call", async () => {
    await carry(["one"], [], [meters]);
    const called = vendor.asked().length;
    expect(await judge(["one"], plannedOf([meters, trackers, "nobody"], "deviceProfile"))).toEqual([
      "Already carries one.",
      undefined,
      "u-blox knows no device profile with this UID.",
    ]);
    expect(vendor.asked().slice(called + 2)).toEqual([
      { path: "/v1/deviceprofile/get", body: { PageNumber: 1 } },
    ]);
  });

  test("throws the vendor's trouble on", async () => {
    vendor.sandbox.setFault({ fault: "wrong_shape", pathPrefix: "/v1/device/info/get" });
    expect(await failureOf(judge(["one"], plannedOf(devices.slice(0, 1))))).toMatchObject({
      kind: "bad_answer",
    });
  });
});

describe("sending", () => {
  test("is one call for all rows, with each tag once", async () => {
    const uids = devices.slice(0, 3);
    vendor.sandbox.reset();
    await createTag(permit(), vendor.ublox, { tagName: "one" });
    const input = { tagNames: ["one", "ONE", "canary"] };
    expect(await tagsAssign.send(permit(), input, rowsOf(uids), noNote)).toEqual({ state: "done" });
    expect(vendor.asked().at(-1)).toEqual({
      path: "/v1/tag/assign",
      body: { TagNames: ["one", "canary"], ROTPublicUIDs: uids },
    });
    expect(await vendor.uidsOf({ tag: "one" })).toEqual(uids);
  });

  test("names device profiles as such, and passes SyncRequired on only when it is set", async () => {
    const rows = rowsOf([meters, trackers], "deviceProfile");
    await tagsAssign.send(permit(), { tagNames: ["one"], syncRequired: true }, rows, noNote);
    expect(vendor.asked().at(-1)).toEqual({
      path: "/v1/tag/assign",
      body: { TagNames: ["one"], DeviceProfileUIDs: [meters, trackers], SyncRequired: true },
    });
  });

  test("is refused as a whole for one bad device, so that the engine cuts it", async () => {
    const rows = rowsOf([...devices.slice(0, 2), unknown]);
    expect(tagsAssign.splits).toBe(true);
    expect(await failureOf(tagsAssign.send(permit(), { tagNames: ["one"] }, rows, noNote))).toMatchObject({
      kind: "refused",
      vendorText: "Bad Request. Invalid ROTPublicUIDs",
      mayHaveActed: false,
    });
    expect(await vendor.uidsOf({ tag: "one" })).toEqual([]);
  });
});

describe("looking up rows whose answer was lost", () => {
  const input = { tagNames: ["one", "two"] };

  test.each([
    ["lost_answer", { state: "done" }],
    ["reset", "not_done"],
  ] as const)("after %s says whether it was carried out", async (fault, outcome) => {
    const rows = rowsOf(devices.slice(0, 2));
    vendor.sandbox.setFault({ fault, pathPrefix: "/v1/tag/assign", times: 1 });
    const error = await failureOf(tagsAssign.send(permit(), input, rows, noNote));
    expect(error.mayHaveActed).toBe(true);
    expect(await lookUp(input.tagNames, rows)).toEqual([
      [1, outcome],
      [2, outcome],
    ]);
  });

  test("takes a row for done only with all tags, and does not guess about what u-blox does not know", async () => {
    const [none, some, all] = devices as [string, string, string];
    await carry(["one"], [some]);
    await carry(["one", "two"], [all]);
    expect(await lookUp(["One", "Two"], rowsOf([none, some, all, unknown]))).toEqual([
      [1, "not_done"],
      [2, "not_done"],
      [3, { state: "done" }],
      [4, { state: "unknown", words: expect.stringContaining("says nothing about this target") }],
    ]);
  });

  test("asks about device profiles as such", async () => {
    await carry(["one", "two"], [], [meters]);
    expect(await lookUp(["one", "two"], rowsOf([trackers, meters], "deviceProfile"))).toEqual([
      [1, "not_done"],
      [2, { state: "done" }],
    ]);
  });
});

describe("words", () => {
  const many = { tagNames: ["a", "b", "c", "d"] };

  test("name up to three tags and count more", () => {
    expect(tagsAssign.title({ tagNames: ["downtown"] }, "1,204 devices")).toBe(
      "Assign downtown to 1,204 devices",
    );
    expect(tagsAssign.does({ tagNames: ["a", "b", "c"] }, { target: "", input: null })).toBe(
      "assign a, b and c",
    );
    expect(tagsAssign.does(many, { target: "", input: null })).toBe("assign 4 tags");
    expect(tagsAssign.facts(many)).toEqual([{ label: "Tags", value: "a, b, c, d" }]);
  });

  test("say what follows for how many", () => {
    const follows = (planned: number) => tagsAssign.consequence({ tagNames: ["a"] }, { planned, skipped: 0 });
    expect(follows(1_204)).toMatch(/^Each of the 1,204 gets a\./);
    expect(follows(1)).toMatch(/^It gets a\./);
    expect(follows(0)).toBe("Nothing is left to do.");
  });

  test("of the audit history are those of the single act", () => {
    expect(tagsAssign.action).toBe("tags.assign");
    expect(tagsAssign.subject({ tagNames: ["a"] }, rowsOf(["0".repeat(16)]))).toEqual({
      type: "tag",
      id: "a to 0000000000000000",
    });
    expect(tagsAssign.subject(many, rowsOf([meters, trackers], "deviceProfile")).id).toBe(
      "a, b, c, d to 2 device profiles",
    );
  });

  test("call rows by what they are", () => {
    const plan = { kind: "tags.assign" as const, input: { tagNames: ["a"] } };
    expect(tagsAssign.unit({ ...plan, targets: { from: "devices", question: {} } }).many).toBe("devices");
    expect(tagsAssign.unit({ ...plan, targets: { from: "deviceProfiles", ids: ["p"] } }).many).toBe(
      "device profiles",
    );
  });
});
