import { describe, expect, test, vi } from "vitest";
import { VendorError } from "@/lib/vendors/http/vendor-error";
import type { Page } from "@/lib/vendors/ublox/pages";
import { everyPage } from "./every-page";

const size = 100;

interface Vendor {
  /** How many there are. */
  count: number;
  /** What is added to the total it announces. */
  totalOff?: number;
  /** What it does about a page behind the last one. */
  beyond?: "empty" | "refused" | "first" | "last";
  /** Which page comes in place of the one asked for. */
  instead?: (number: number) => number;
}

function refusal(): VendorError {
  const call = "POST /device/clone/get";
  return new VendorError({
    kind: "refused",
    vendor: "ublox",
    call,
    requestId: "req_test",
    mayHaveActed: false,
  });
}

function vendor({ count, totalOff = 0, beyond = "empty", instead = (number) => number }: Vendor) {
  const asked: number[] = [];
  const last = Math.max(1, Math.ceil(count / size));
  const cut = (number: number) =>
    Array.from({ length: Math.max(0, Math.min(size, count - (number - 1) * size)) }, (_, index) => ({
      place: (number - 1) * size + index,
    }));
  const readPage = async (number: number): Promise<Page<{ place: number }>> => {
    asked.push(number);
    if (number > last && beyond === "refused") throw refusal();
    const clamped = number <= last || beyond === "empty" ? number : beyond === "first" ? 1 : last;
    return { items: cut(instead(clamped)), page: { number, size, total: Math.max(0, count + totalOff) } };
  };
  return { asked, readPage };
}

async function read(of: Vendor, pagesMax = 50) {
  const { asked, readPage } = vendor(of);
  const places: number[] = [];
  const onPage = async (items: { place: number }[]) => {
    places.push(...items.map(({ place }) => place));
  };
  const shortfall = await everyPage(readPage, onPage, pagesMax);
  return { shortfall, places, asked: asked.length };
}

const upTo = (count: number) => Array.from({ length: count }, (_, place) => place);

test.each([
  [0, 1],
  [1, 1],
  [99, 1],
  [100, 2],
  [250, 3],
])("a list of %i is read to its end in %i calls", async (count, calls) => {
  expect(await read({ count })).toEqual({ shortfall: null, places: upTo(count), asked: calls });
});

describe("a total that lies", () => {
  test.each([-1, -50, -150, -249, -250])("by %i hides nothing", async (totalOff) => {
    expect(await read({ count: 250, totalOff })).toMatchObject({ shortfall: null, places: upTo(250) });
  });

  test.each([
    [51, "u-blox announced 301 and handed out 250."],
    [1_000_000, "u-blox announced 1,000,250 and handed out 250."],
  ])("by +%i is told", async (totalOff, shortfall) => {
    expect(await read({ count: 250, totalOff })).toMatchObject({ shortfall, places: upTo(250) });
  });
});

describe("behind a last page that is full", () => {
  test.each(["empty", "refused", "first", "last"] as const)("the answer may be: %s", async (beyond) => {
    expect(await read({ count: 200, beyond })).toEqual({ shortfall: null, places: upTo(200), asked: 3 });
  });
});

describe("a page that comes again in place of what was promised", () => {
  test.each([
    ["at once", () => 1, upTo(100)],
    ["in turns", (number: number) => (number % 2 === 0 ? 2 : 1), upTo(200)],
  ])("ends the reading: %s", async (_name, instead, places) => {
    expect(await read({ count: 100_000, instead })).toMatchObject({
      shortfall: "u-blox hands out the same page again and again.",
      places,
    });
  });

  test("under a number of its own", async () => {
    const readPage = async () => ({ items: [{ place: 1 }], page: { number: 1, size: 1, total: 9 } });
    const onPage = vi.fn(async () => {});
    const shortfall = await everyPage(readPage, onPage, 50);
    expect(shortfall).toBe("u-blox hands out the same page again and again.");
    expect(onPage).toHaveBeenCalledOnce();
  });
});

test("a list without end is read as far as is allowed, and that is told", async () => {
  expect(await read({ count: 1_000_000 }, 3)).toEqual({
    shortfall: "Only the first 300 were read, which is as many as are read at once.",
    places: upTo(300),
    asked: 3,
  });
});

test("a page that is refused in the middle fails the reading", async () => {
  const { readPage } = vendor({ count: 300 });
  const failing = async (number: number) => {
    if (number === 2) throw refusal();
    return readPage(number);
  };
  await expect(everyPage(failing, async () => {}, 50)).rejects.toMatchObject({ kind: "refused" });
});
