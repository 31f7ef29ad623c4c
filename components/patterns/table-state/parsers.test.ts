import { describe, expect, test } from "vitest";
import { filterDateRange, filterManyOf, filterNumberRange, filterOneOf, filterText } from "./filter-parsers";
import { loadTableSearch } from "./load-table-search";
import { tableParsers } from "./table-parsers";

const parsers = tableParsers({
  sortable: ["name", "created"],
  defaultSort: { id: "created", desc: true },
  sizes: [50, 100],
  filters: {
    q: filterText(),
    state: filterOneOf(["ready", "rejected"]),
    tags: filterManyOf(["lab", "pilot"]),
    created: filterDateRange(),
    count: filterNumberRange(),
  },
});

const load = (search: Record<string, string>) => loadTableSearch(parsers, Promise.resolve(search));

describe("a list's address", () => {
  test("says nothing where everything is as usual", async () => {
    expect(await load({})).toEqual({
      page: 1,
      size: 50,
      sort: { id: "created", desc: true },
      columns: null,
      filters: { q: null, state: null, tags: null, created: null, count: null },
    });
  });

  test("is read as a whole", async () => {
    const search = {
      page: "3",
      size: "100",
      sort: "-name",
      columns: "name,state",
      q: " meter ",
      tags: "lab",
    };
    expect(await load({ ...search, state: "ready", created: "2026-11-01..", count: "10..200" })).toEqual({
      page: 3,
      size: 100,
      sort: { id: "name", desc: true },
      columns: ["name", "state"],
      filters: {
        q: "meter",
        state: "ready",
        tags: ["lab"],
        created: { from: "2026-11-01", to: null },
        count: { min: 10, max: 200 },
      },
    });
  });

  test.each<Record<string, string>>([
    { page: "0" },
    { page: "-1" },
    { page: "1.5" },
    { page: "1e9" },
    { page: "two" },
    { size: "51" },
    { size: "1000000" },
    { sort: "secret" },
    { sort: "--name" },
    { state: "broken" },
    { tags: "gone,lost" },
    { tags: "%E0%A4%A" },
    { created: "2026-02-30.." },
    { created: "2026-11-01..x" },
    { created: "2026-11-01" },
    { created: ".." },
    { count: "a..b" },
    { count: "1..Infinity" },
    { q: "   " },
    { q: "x".repeat(201) },
  ])("drops what it does not know: %o", async (search) => {
    expect(await load(search)).toEqual(await load({}));
  });

  test("keeps the known words of a list and leaves the others out", async () => {
    expect((await load({ tags: "lab,gone" })).filters.tags).toEqual(["lab"]);
  });

  test("a range that is written comes back as it was", () => {
    const dates = filterDateRange();
    const range = { from: "2026-11-01", to: "2026-11-30" };
    expect(dates.parse(dates.serialize(range))).toEqual(range);
    const numbers = filterNumberRange();
    expect(numbers.parse(numbers.serialize({ min: null, max: 5000 }))).toEqual({ min: null, max: 5000 });
  });

  test("a filter cannot take a name that lists use themselves", () => {
    expect(() => tableParsers({ filters: { page: filterText() } })).toThrow("page");
  });
});
