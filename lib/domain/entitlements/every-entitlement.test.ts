import { afterEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { closeClients } from "@/lib/vendors/http/testing/client";
import { answer, closeServers } from "@/lib/vendors/http/testing/recording-server";
import type { EntitlementAndCode } from "@/lib/vendors/juniper/contract";
import { good, juniperStandIn, refusal, sampleEntitlement } from "@/lib/vendors/juniper/testing";
import { everyEntitlement, pagesMax } from "./every-entitlement";

const reading = { requestId: "req_test" };
const group = { customerId: "0100001234", groupId: "GRP-77" };
const keep = async (item: EntitlementAndCode) => item;
const size = 200;
const asked = z.object({ pageToken: z.string().optional() });

afterEach(async () => {
  await closeClients();
  await closeServers();
});

const entitlementsFrom = (start: number, count: number) =>
  Array.from({ length: count }, (_, index) => ({
    ...sampleEntitlement,
    entitlementId: `ENT-${start + index}`,
    activationCode: `CODE-0000-${start + index}`,
  }));

/** A vendor that answers each page as the test says; the place is what the page before has said of the next. */
async function vendor(page: (place: number) => unknown, more: Parameters<typeof juniperStandIn>[1] = {}) {
  return await juniperStandIn(({ text }, response) => {
    answer(response, page(Number(asked.parse(JSON.parse(text)).pageToken ?? 0)));
  }, more);
}

const listOf =
  (count: number, totalCount: unknown = count) =>
  (place: number) =>
    good({
      entitlements: entitlementsFrom(place, Math.min(size, count - place)),
      totalCount,
      nextPageToken: place + size < count ? String(place + size) : null,
    });

async function read(page: (place: number) => unknown) {
  const { juniper, asked: calls } = await vendor(page);
  const betweenPages = vi.fn(async () => {});
  const result = await everyEntitlement(reading, juniper, group, keep, betweenPages);
  return { ...result, calls: calls().length, breaks: betweenPages.mock.calls.length };
}

test.each([
  [0, 1],
  [1, 1],
  [200, 1],
  [201, 2],
  [1_000, 5],
])("a group of %i is read to its end in %i calls", async (count, calls) => {
  const { items, ...rest } = await read(listOf(count));
  expect(rest).toEqual({ complete: true, warnings: [], pages: calls, calls, breaks: calls - 1 });
  expect(items.map(({ entitlementId }) => entitlementId)).toEqual(
    entitlementsFrom(0, count).map(({ entitlementId }) => entitlementId),
  );
  expect(items.at(-1)?.secrets.activationCode).toBe(count === 0 ? undefined : `CODE-0000-${count - 1}`);
});

test("of 10,000 as many are read as 25 calls give, and that is told", async () => {
  const { items, complete, pages, calls } = await read(listOf(10_000));
  expect([items.length, complete, pages, calls]).toEqual([5_000, false, pagesMax, pagesMax]);
});

describe("a total that lies", () => {
  test.each([
    ["more than came", 7, false],
    ["less than came", 2, true],
    ["nothing", null, true],
    ["nonsense", "many", true],
  ])("by saying %s", async (_name, total, complete) => {
    expect(await read(listOf(5, total))).toMatchObject({ complete, items: { length: 5 } });
  });
});

test("one that comes twice, because the list changed meanwhile, is there once, as it came last", async () => {
  const again = { ...sampleEntitlement, entitlementId: "ENT-199", productSku: "NEWER" };
  const { items } = await read((place) =>
    place === 0
      ? listOf(400)(0)
      : good({ entitlements: [again, ...entitlementsFrom(200, 3)], totalCount: 203 }),
  );
  expect(items).toHaveLength(203);
  expect(items.find(({ entitlementId }) => entitlementId === "ENT-199")?.productSku).toBe("NEWER");
});

test("warnings of all pages are told once each", async () => {
  const fault = [{ errorClass: "Warning", errorCode: "SIM-301", errorMessage: "ends soon" }];
  const { warnings } = await read((place) => ({ ...listOf(600)(place), statusCode: "300", fault }));
  expect(warnings).toEqual([{ code: "SIM-301", words: "ends soon" }]);
});

describe("a list without end is a bad answer", () => {
  test.each([
    ["the same token", 2, (place: number) => ({ ...listOf(1_000)(place), nextPageToken: "200" })],
    [
      "the same page under new tokens",
      2,
      (place: number) => ({ ...listOf(1_000)(0), nextPageToken: String(place + 1) }),
    ],
    [
      "two pages in turns",
      3,
      (place: number) => ({ ...listOf(1_000)((place % 2) * size), nextPageToken: String(place + 1) }),
    ],
    [
      "an empty page that promises more",
      1,
      (place: number) => good({ entitlements: [], nextPageToken: String(place + 1) }),
    ],
  ])("%s: after %i calls", async (_name, calls, page) => {
    const { juniper, asked: made } = await vendor(page);
    await expect(everyEntitlement(reading, juniper, group, keep, async () => {})).rejects.toMatchObject({
      kind: "bad_answer",
      mayHaveActed: false,
    });
    expect(made()).toHaveLength(calls);
  });
});

describe("what is no list", () => {
  test.each([
    ["no list at all", good({})],
    ["an object", good({ entitlements: { a: 1 } })],
    ["items without a name", good({ entitlements: [{}] })],
    ["items that are no objects", good({ entitlements: [null, 3, "x"] })],
    ["an empty page without an envelope", []],
  ])("is a bad answer: %s", async (_name, body) => {
    const { juniper } = await vendor(() => body);
    await expect(everyEntitlement(reading, juniper, group, keep, async () => {})).rejects.toMatchObject({
      kind: "bad_answer",
    });
  });

  test("is refused where the vendor refuses, also in the middle", async () => {
    const { juniper } = await vendor((place) =>
      place === 0 ? listOf(400)(0) : refusal("751", "accountID invalid"),
    );
    await expect(everyEntitlement(reading, juniper, group, keep, async () => {})).rejects.toMatchObject({
      kind: "refused",
      vendorText: "751: accountID invalid",
    });
  });
});
