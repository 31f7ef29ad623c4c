import { describe, expect, test } from "vitest";
import { VendorError, type VendorErrorKind } from "@/lib/vendors/http/vendor-error";
import { numberedPage, pagesOf } from "./paged-export";

const stuck = () => new Error("stuck");

interface Answered {
  items: { id: string }[];
  page: { number: number; size: number; total: number };
}

/** Reads a list to its end as jobs do: the cursor is stored as JSON between two pages. */
async function readAll(readPage: (number: number) => Answered | Promise<Answered>, pagesMax = 50) {
  const ids: string[] = [];
  const asked: number[] = [];
  let cursor: unknown = null;
  for (let pages = 0; pages < pagesMax; pages++) {
    const { items, next } = await numberedPage(
      cursor,
      async (number) => {
        asked.push(number);
        return await readPage(number);
      },
      stuck,
    );
    ids.push(...items.map(({ id }) => String(id)));
    if (next === null) return { ids, asked };
    cursor = JSON.parse(JSON.stringify(next));
  }
  throw new Error("the list has no end");
}

/** A vendor with so many rows, in pages of 2; `total` is what it says there are. */
function list(
  rows: number,
  { total = rows, behind }: { total?: number; behind?: (number: number) => Answered } = {},
) {
  const ids = Array.from({ length: rows }, (_, index) => ({ id: `${index + 1}` }));
  return (number: number): Answered => {
    const items = ids.slice((number - 1) * 2, number * 2);
    if (items.length === 0 && number > 1 && behind !== undefined) return behind(number);
    return { items, page: { number, size: 2, total } };
  };
}

const numbers = (rows: number) => Array.from({ length: rows }, (_, index) => String(index + 1));

describe("a list whose total is true", () => {
  test.each([
    [1, [1]],
    [5, [1, 2, 3]],
    // A full page that should be the last may hide more: one look behind it.
    [4, [1, 2, 3]],
    [0, [1]],
  ])("of %i rows ends where it should", async (rows, asked) => {
    expect(await readAll(list(rows))).toEqual({ ids: numbers(rows), asked });
  });
});

describe("a list that lies about its total", () => {
  test("by saying too little, or nothing, is read to its end all the same", async () => {
    expect((await readAll(list(7, { total: 0 }))).ids).toEqual(numbers(7));
    expect((await readAll(list(7, { total: 2 }))).ids).toEqual(numbers(7));
  });

  test("by saying too much ends at its first empty page", async () => {
    expect(await readAll(list(4, { total: 1_000 }))).toEqual({ ids: numbers(4), asked: [1, 2, 3] });
  });

  test("and about the size of its pages is not cut short", async () => {
    const pagesOfOne = (number: number): Answered => ({
      items: number <= 6 ? [{ id: `${number}` }] : [],
      page: { number, size: 2, total: 6 },
    });
    expect((await readAll(pagesOfOne)).ids).toEqual(numbers(6));
  });
});

describe("what comes behind the end", () => {
  const last: Answered["items"] = [{ id: "3" }, { id: "4" }];

  test("may be the last page again", async () => {
    const again = (number: number): Answered => ({ items: last, page: { number, size: 2, total: 4 } });
    expect((await readAll(list(4, { behind: again }))).ids).toEqual(numbers(4));
  });

  test("may be a page of another number", async () => {
    const first = (): Answered => ({ items: [{ id: "1" }], page: { number: 1, size: 2, total: 4 } });
    expect((await readAll(list(4, { behind: first }))).ids).toEqual(numbers(4));
  });

  const refusing = (kind: VendorErrorKind) => () => {
    throw new VendorError({
      kind,
      vendor: "ublox",
      call: "POST /tag/get",
      requestId: "req",
      mayHaveActed: false,
    });
  };
  test.each(["refused", "not_found", "bad_answer"] as const)("may be %s", async (kind) => {
    expect((await readAll(list(4, { behind: refusing(kind) }))).ids).toEqual(numbers(4));
  });

  test.each(["unavailable", "timeout", "denied", "aborted"] as const)(
    "is asked for again when the vendor is %s",
    async (kind) => {
      await expect(readAll(list(4, { behind: refusing(kind) }))).rejects.toMatchObject({ kind });
    },
  );
});

describe("a list that has no end", () => {
  test.each([
    [
      "the same page again",
      (): Answered => ({ items: [{ id: "1" }, { id: "2" }], page: { number: 2, size: 2, total: 9 } }),
    ],
    [
      "another page than the one asked for",
      (): Answered => ({ items: [{ id: "7" }], page: { number: 4, size: 2, total: 9 } }),
    ],
  ])("fails on %s", async (_what, second) => {
    const vendor = (number: number) => (number === 1 ? list(9)(1) : second());
    await expect(readAll(vendor)).rejects.toThrow("stuck");
  });

  test("fails on a refusal within it", async () => {
    const refused = new VendorError({
      kind: "refused",
      vendor: "ublox",
      call: "POST /tag/get",
      requestId: "req",
      mayHaveActed: false,
    });
    await expect(
      readAll((number) => (number === 2 ? Promise.reject(refused) : list(9)(number))),
    ).rejects.toBe(refused);
  });

  test("fails when it goes on for longer than any list", async () => {
    const cursor = { number: 100_000, before: "x", read: 0, beyond: false };
    const endless = async (number: number): Promise<Answered> => ({
      items: [{ id: `${number}` }],
      page: { number, size: 2, total: 1e9 },
    });
    await expect(numberedPage(cursor, endless, stuck)).rejects.toThrow("stuck");
  });
});

test("a plan counts the pages of what the vendor says", () => {
  expect(pagesOf({ number: 1, size: 100, total: 201 })).toEqual({ rows: 201, pages: 3 });
  expect(pagesOf({ number: 1, size: 100, total: 0 })).toEqual({ rows: 0, pages: 1 });
});
