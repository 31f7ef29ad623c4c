import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { PlannedRow } from "@/lib/domain/jobs/kind";
import type { Page } from "@/lib/vendors/ublox/pages";
import { collectDevices, walkUids } from "./device-targets";
import { reading, type SandboxAsVendor, sandboxAsVendor } from "./testing.ublox";

const uid = (index: number) => index.toString(16).padStart(16, "0");
const uids = (from: number, count: number) => Array.from({ length: count }, (_, index) => uid(from + index));

/** A walk over pages that a vendor hands out, and which were asked for. */
async function walked(
  pageOf: (number: number) => { items: string[]; total?: number; number?: number; size?: number },
) {
  const asked: number[] = [];
  const read = async (asks: number): Promise<Page<string>> => {
    asked.push(asks);
    const { items, total = 1_000_000, number = asks, size = 100 } = pageOf(asks);
    return { items, page: { number, size, total } };
  };
  const found: string[] = [];
  let stuck = false;
  try {
    for await (const page of walkUids(read, () => new Error("stuck"))) found.push(...page);
  } catch (error) {
    expect(error).toEqual(new Error("stuck"));
    stuck = true;
  }
  return { found, asked: asked.length, stuck };
}

describe("a walk over devices", () => {
  test("ends at the short page that reaches the total, without asking for one more", async () => {
    const all = uids(0, 250);
    const answer = await walked((number) => ({
      items: all.slice((number - 1) * 100, number * 100),
      total: 250,
    }));
    expect(answer).toEqual({ found: all, asked: 3, stuck: false });
  });

  test("makes sure of the end behind a full page, in case the total says too little or nothing", async () => {
    const all = uids(0, 200);
    for (const total of [200, 100, 0]) {
      const answer = await walked((number) => ({
        items: all.slice((number - 1) * 100, number * 100),
        total,
      }));
      expect(answer).toEqual({ found: all, asked: 3, stuck: false });
    }
  });

  test("takes the last page again for the end, as some vendors answer beyond it", async () => {
    const all = uids(0, 200);
    const clamped = (number: number) => all.slice((Math.min(number, 2) - 1) * 100, Math.min(number, 2) * 100);
    expect(
      await walked((number) => ({ items: clamped(number), number: Math.min(number, 2), total: 200 })),
    ).toEqual({
      found: all,
      asked: 3,
      stuck: false,
    });
  });

  test("ends at an empty page when the total promises more", async () => {
    const answer = await walked((number) => ({ items: number === 1 ? uids(0, 100) : [] }));
    expect(answer).toEqual({ found: uids(0, 100), asked: 2, stuck: false });
  });

  test("believes the items and not the size of a page", async () => {
    const all = uids(0, 250);
    const answer = await walked((number) => ({
      items: all.slice((number - 1) * 100, number * 100),
      total: 250,
      size: 1_000,
    }));
    expect(answer.found).toEqual(all);
    expect(answer.stuck).toBe(false);
  });

  test("goes on behind a short page while the total promises more", async () => {
    const pages = [uids(0, 40), uids(40, 100), uids(140, 10)];
    const answer = await walked((number) => ({ items: pages[number - 1] ?? [], total: 150 }));
    expect(answer.found).toEqual(uids(0, 150));
    expect(answer.stuck).toBe(false);
  });

  test("gives a device once that moved to a later page meanwhile, also where that is the whole page", async () => {
    const shifted = [uids(0, 100), [uid(99), ...uids(100, 50)]];
    expect((await walked((number) => ({ items: shifted[number - 1] ?? [], total: 151 }))).found).toEqual(
      uids(0, 150),
    );
    const alone = [uids(0, 100), [uid(99)]];
    expect(await walked((number) => ({ items: alone[number - 1] ?? [], total: 101 }))).toEqual({
      found: uids(0, 100),
      asked: 2,
      stuck: false,
    });
  });

  test("gives a device once that stands twice on a page", async () => {
    const answer = await walked(() => ({ items: [uid(1), uid(2), uid(2), uid(1)], total: 2 }));
    expect(answer).toEqual({ found: [uid(1), uid(2)], asked: 1, stuck: false });
  });

  test.each([
    ["the same page under every number", () => ({ items: uids(0, 100) })],
    ["the same page as the last one of two", () => ({ items: uids(0, 100), total: 200 })],
    ["a short page under every number", () => ({ items: [uid(1)] })],
    ["pages in a circle", (number: number) => ({ items: uids((number % 2) * 100, 100), total: 300 })],
    ["always the first page, and says so", () => ({ items: uids(0, 100), number: 1 })],
  ])("gives up when the vendor hands out %s", async (_name, pageOf) => {
    const answer = await walked(pageOf);
    expect(answer.stuck).toBe(true);
    expect(answer.asked).toBeLessThanOrEqual(3);
    expect(new Set(answer.found).size).toBe(answer.found.length);
  });
});

describe("targets", () => {
  let vendor: SandboxAsVendor;
  beforeAll(async () => {
    vendor = await sandboxAsVendor({ deviceCount: 250 });
  });
  beforeEach(() => vendor.sandbox.reset());
  afterAll(() => vendor.stop());

  async function collected(targets: Parameters<typeof collectDevices>[1]): Promise<PlannedRow[][]> {
    const pages: PlannedRow[][] = [];
    for await (const page of collectDevices(reading, targets)) pages.push([...page]);
    return pages;
  }

  test("of a list come once, in its order, so many at a time as the vendor is asked about", async () => {
    const ids = [...uids(0, 150), uid(3), "490154203237518"];
    const pages = await collected({ from: "list", ids });
    expect(pages.map(({ length }) => length)).toEqual([100, 51]);
    expect(pages.flat()).toEqual(
      [...uids(0, 150), "490154203237518"].map((target, index) => ({ ordinal: index + 1, target })),
    );
    expect(vendor.asked()).toEqual([]);
  });

  test("of device profiles are told apart from devices", async () => {
    expect(await collected({ from: "deviceProfiles", ids: ["b", "a", "b"] })).toEqual([
      [
        { ordinal: 1, target: "b", input: "deviceProfile" },
        { ordinal: 2, target: "a", input: "deviceProfile" },
      ],
    ]);
  });

  test("that match a question are walked page by page in the vendor's order", async () => {
    const pages = await collected({ from: "devices", question: {} });
    expect(pages.map(({ length }) => length)).toEqual([100, 100, 50]);
    const rows = pages.flat();
    expect(rows.map(({ ordinal }) => ordinal)).toEqual(Array.from({ length: 250 }, (_, index) => index + 1));
    expect(rows.map(({ target }) => target)).toEqual(await vendor.uidsOf({}));
    expect(vendor.asked().slice(0, 3)).toEqual(
      [1, 2, 3].map((page) => ({ path: "/v1/device/list/get", body: { Filter: "ALL", PageNumber: page } })),
    );
  });

  test.each([
    [{ filter: "BLACKLISTED" as const }, "/v1/device/list/get", { Filter: "BLACKLISTED" }],
    [{ tag: "downtown" }, "/v1/device/rotpublicuid/get", { TagNames: ["downtown"] }],
    [
      { deviceProfileUid: "mbYbAX-CoEqE97TMFBsUKQ" },
      "/v1/device/rotpublicuid/get",
      { DeviceProfileUID: "mbYbAX-CoEqE97TMFBsUKQ" },
    ],
  ])("that match %j are asked for by it", async (question, path, body) => {
    const rows = (await collected({ from: "devices", question })).flat();
    expect(rows.length).toBeGreaterThan(0);
    expect(vendor.asked()[0]).toEqual({ path, body: { ...body, PageNumber: 1 } });
    expect(rows.map(({ target }) => target)).toEqual(await vendor.uidsOf(question));
  });

  test("that nothing matches are none", async () => {
    expect(await collected({ from: "devices", question: { tag: "spare parts" } })).toEqual([]);
  });
});
