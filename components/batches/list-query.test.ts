import { describe, expect, test } from "vitest";
import { batches } from "@/lib/contract/batches";
import { jobPlan } from "@/lib/contract/job-kinds";
import { type BatchListState, batchFiltersOf, batchListQuery } from "./list-query";
import { batchSearch } from "./search-params";

const state = (
  filters: Partial<BatchListState["filters"]>,
  rest: Partial<BatchListState> = {},
): BatchListState => ({
  page: 1,
  size: 50,
  sort: { id: "createdAt", desc: true },
  filters: { name: null, number: null, created: null, certificates: null, ...filters },
  ...rest,
});

test("days become instants that hold both of them whole", () => {
  const query = batchListQuery(11, state({ created: { from: "2026-09-01", to: "2026-09-14" } }));
  expect(query).toMatchObject({ from: "2026-09-01T00:00:00.000Z", to: "2026-09-14T23:59:59.999Z" });
});

test("whatever stands in the address makes a query that the API takes", () => {
  const odd = state(
    {
      name: "a".repeat(255),
      number: "186",
      certificates: { min: -2.5, max: 10.9 },
      created: { from: null, to: "2026-09-14" },
    },
    { sort: { id: "batchName", desc: false }, size: 200, page: 3 },
  );
  const parsed = batches.list.query.parse(batchListQuery(11, odd));
  expect(parsed).toMatchObject({
    batchId: 186,
    sizeFrom: 0,
    sizeTo: 10,
    sort: "batchName",
    size: 200,
    page: 3,
  });
});

test("an export asks for what the list shows, without its pages and its order", () => {
  const { filters } = state({ name: "Pump", number: "186", created: { from: "2026-09-01", to: null } });
  const input = { filters: batchFiltersOf(11, filters), format: "jsonl" };
  expect(jobPlan.parse({ kind: "batches.export", input })).toEqual({
    kind: "batches.export",
    input: {
      filters: {
        certificateProfileId: 11,
        batchName: "Pump",
        batchId: 186,
        from: "2026-09-01T00:00:00.000Z",
      },
      format: "jsonl",
    },
  });
});

test("without a sort in force the newest come first", () => {
  expect(batchListQuery(11, state({}, { sort: null })).sort).toBe("-createdAt");
});

describe("the batch number in the address", () => {
  const { number } = batchSearch.filters;

  test("is read with zeros in front", () => {
    expect(number.parse(" 00186 ")).toBe("186");
  });

  test.each(["0", "-1", "1.5", "abc", "1e3", "1234567890123456"])(
    "is dropped when it is none: %s",
    (typed) => {
      expect(number.parse(typed)).toBeNull();
    },
  );
});
