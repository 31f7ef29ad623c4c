import { afterEach, describe, expect, test } from "vitest";
import { tag } from "@/lib/contract/tags";
import { closeClients, failureOf, permit, reading } from "../http/testing/client";
import { answer, closeServers } from "../http/testing/recording-server";
import { assignTags, createTag, deleteTag, listAllTags, listTags, removeTags } from "./tags";
import { accepts, ubloxStandIn } from "./testing";

afterEach(async () => {
  await closeClients();
  await closeServers();
});

const uid = "0002000089280087";

describe("listing", () => {
  test("reads objects and bare names, and the vendor's paging", async () => {
    const { ublox, asked } = await ubloxStandIn((_request, response) =>
      answer(response, {
        Tags: [{ TagName: "downtown", CreatedDate: "2020-05-07T11:23:32" }, "uptown"],
        PageNumber: 3,
        PageSize: 100,
        TotalRecords: 202,
      }),
    );
    const page = await listTags(reading, ublox, { page: 3 });
    expect(asked()).toEqual([{ method: "POST", url: "/v1/tag/get", body: { PageNumber: 3 } }]);
    expect(page).toEqual({
      items: [
        { tagName: "downtown", createdAt: "2020-05-07T11:23:32.000Z" },
        { tagName: "uptown", createdAt: null },
      ],
      page: { number: 3, size: 100, total: 202 },
    });
    for (const item of page.items) expect(tag.parse(item)).toEqual(item);
  });

  test("makes up missing paging from what came", async () => {
    const { ublox } = await ubloxStandIn((_request, response) =>
      answer(response, { Tags: ["a", "b"], PageSize: 0 }),
    );
    expect((await listTags(reading, ublox, { page: 2 })).page).toEqual({ number: 2, size: 100, total: 102 });
  });

  test.each([
    ["no list", {}],
    ["a list of nothing usable", { Tags: [{}] }],
    ["a map for a list", { Tags: { a: 1 } }],
  ])("%s is a bad answer", async (_name, body) => {
    const { ublox } = await ubloxStandIn((_request, response) => answer(response, body));
    expect(await failureOf(listTags(reading, ublox, { page: 1 }))).toMatchObject({ kind: "bad_answer" });
  });

  test("walks over all pages and stops at the vendor's total", async () => {
    const { ublox, asked } = await ubloxStandIn((request, response) => {
      const { PageNumber } = JSON.parse(request.text);
      const Tags = [`a${PageNumber}`, `b${PageNumber}`];
      answer(response, { Tags, PageNumber, PageSize: 2, TotalRecords: 6 });
    });
    const names = (await listAllTags(reading, ublox)).map(({ tagName }) => tagName);
    expect(names).toEqual(["a1", "b1", "a2", "b2", "a3", "b3"]);
    expect(asked()).toHaveLength(3);
  });

  test("stops at an empty page when the total lies", async () => {
    const { ublox, asked } = await ubloxStandIn((request, response) => {
      const { PageNumber } = JSON.parse(request.text);
      answer(response, {
        Tags: PageNumber === 1 ? ["a"] : [],
        PageNumber,
        PageSize: 1,
        TotalRecords: 1_000_000,
      });
    });
    expect(await listAllTags(reading, ublox)).toHaveLength(1);
    expect(asked()).toHaveLength(2);
  });

  test.each([
    [
      "a page that says it is another one than asked for",
      () => ({ Tags: [Math.random().toString()], PageNumber: 1 }),
    ],
    ["the same page again under another number", (asked: number) => ({ Tags: ["a"], PageNumber: asked })],
  ])("%s ends the walk as a bad answer", async (_name, pageOf) => {
    const { ublox, asked } = await ubloxStandIn((request, response) => {
      const page = pageOf(JSON.parse(request.text).PageNumber);
      answer(response, { ...page, PageSize: 1, TotalRecords: 1_000_000 });
    });
    expect(await failureOf(listAllTags(reading, ublox))).toMatchObject({ kind: "bad_answer" });
    expect(asked()).toHaveLength(2);
  });
});

describe("changing", () => {
  test("creates and deletes by name", async () => {
    const { ublox, asked } = await ubloxStandIn(accepts);
    expect(await createTag(permit(), ublox, { tagName: "down town/1" })).toEqual({ tagName: "down town/1" });
    expect(await deleteTag(permit(), ublox, { tagName: "down town/1" })).toEqual({ done: true });
    expect(asked()).toEqual([
      { method: "POST", url: "/v1/tag/create", body: { TagName: "down town/1" } },
      { method: "POST", url: "/v1/tag/delete", body: { TagName: "down town/1" } },
    ]);
  });

  test("says why a tag in use is not deleted", async () => {
    const message = "Request aborted. This tag is currently assigned to ROTPublicUID(s)";
    const { ublox } = await ubloxStandIn((_request, response) => answer(response, { message }, 400));
    expect(await failureOf(deleteTag(permit(), ublox, { tagName: "a" }))).toMatchObject({
      kind: "refused",
      vendorText: message,
      mayHaveActed: false,
    });
  });

  test("assigns to devices or profiles and names only what is given", async () => {
    const { ublox, asked } = await ubloxStandIn(accepts);
    await assignTags(permit(), ublox, { tagNames: ["a", "b"], rotPublicUids: [uid], deviceProfileUids: [] });
    await assignTags(permit(), ublox, {
      tagNames: ["a"],
      rotPublicUids: [],
      deviceProfileUids: ["AyvylmHVdUiHQzUaCjOmC"],
      syncRequired: false,
    });
    expect(asked().map(({ url, body }) => [url, body])).toEqual([
      ["/v1/tag/assign", { TagNames: ["a", "b"], ROTPublicUIDs: [uid] }],
      [
        "/v1/tag/assign",
        { TagNames: ["a"], DeviceProfileUIDs: ["AyvylmHVdUiHQzUaCjOmC"], SyncRequired: false },
      ],
    ]);
  });

  test("removes, with the vendor's word for everything on either side", async () => {
    const none = {
      tagNames: [],
      allTags: false,
      rotPublicUids: [],
      allDevices: false,
      deviceProfileUids: [],
      allDeviceProfiles: false,
    };
    const { ublox, asked } = await ubloxStandIn(accepts);
    await removeTags(permit(), ublox, { ...none, tagNames: ["a"], rotPublicUids: [uid] });
    await removeTags(permit(), ublox, { ...none, allTags: true, deviceProfileUids: ["p"] });
    await removeTags(permit(), ublox, { ...none, tagNames: ["a"], allDevices: true });
    await removeTags(permit(), ublox, {
      ...none,
      tagNames: ["a"],
      allDeviceProfiles: true,
      syncRequired: true,
    });
    expect(asked().map(({ url, body }) => [url, body])).toEqual([
      ["/v1/tag/remove", { TagNames: ["a"], ROTPublicUIDs: [uid] }],
      ["/v1/tag/remove", { TagNames: ["{*}"], DeviceProfileUIDs: ["p"] }],
      ["/v1/tag/remove", { TagNames: ["a"], ROTPublicUIDs: ["{*}"] }],
      ["/v1/tag/remove", { TagNames: ["a"], DeviceProfileUIDs: ["{*}"], SyncRequired: true }],
    ]);
  });
});
