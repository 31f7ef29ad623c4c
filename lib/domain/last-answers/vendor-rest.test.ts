import { beforeEach, expect, test } from "vitest";
import { VendorError, type VendorErrorKind } from "@/lib/vendors/http/vendor-error";
import { forgetFailures, noteFailure, noteSuccess, restingBecause } from "./vendor-rest";

beforeEach(forgetFailures);

function failure(kind: VendorErrorKind = "timeout", status?: number): VendorError {
  const call = "POST /entitlements/query";
  return new VendorError({ kind, vendor: "juniper", call, requestId: "req_x", mayHaveActed: false, status });
}

const second = 1_000;

test("after a failure the same thing rests for 15 s, others do not", () => {
  const error = failure();
  noteFailure("a", error, false, 0);
  expect(restingBecause("a", undefined, 14_999)).toBe(error);
  expect(restingBecause("a", undefined, 15_000)).toBeUndefined();
  expect(restingBecause("b", undefined, 0)).toBeUndefined();
});

test("what is to be waited for becomes shorter meanwhile", () => {
  noteFailure("a", failure("busy").forRequest("req_x", 20_000), true, 0);
  expect(restingBecause("a", undefined, 12_000)).toMatchObject({ kind: "busy", retryAfterMs: 8_000 });
  noteFailure("a", failure("busy").forRequest("req_x", 10), true, 0);
  expect(restingBecause("a", undefined, 12_000)).toMatchObject({ retryAfterMs: 1 });
});

test("the rest doubles with each failure, up to five minutes, and begins anew after a success", () => {
  const rests: number[] = [];
  for (let number = 0; number < 7; number++) {
    noteFailure("a", failure(), false, 0);
    let rest = 0;
    while (restingBecause("a", undefined, rest) !== undefined) rest += second;
    rests.push(rest / second);
  }
  expect(rests).toEqual([15, 30, 60, 120, 240, 300, 300]);
  noteSuccess("a");
  noteFailure("a", failure(), false, 0);
  expect(restingBecause("a", undefined, 15_000)).toBeUndefined();
});

test("whoever wants it asked for anew waits no longer than he says", () => {
  for (let number = 0; number < 4; number++) noteFailure("a", failure(), false, 0);
  expect(restingBecause("a", 15_000, 14_999)).toBeDefined();
  expect(restingBecause("a", 15_000, 15_000)).toBeUndefined();
});

test.each([
  ["busy", undefined],
  ["aborted", undefined],
  ["not_connected", undefined],
] as const)("what cost no call needs no rest: %s", (kind, status) => {
  noteFailure("a", failure(kind, status), false, 0);
  expect(restingBecause("a", undefined, 0)).toBeUndefined();
});

test("what ran out of calls in the middle has cost some", () => {
  noteFailure("a", failure("busy"), true, 0);
  expect(restingBecause("a", undefined, 14_999)).toBeDefined();
});

test.each([
  ["busy", 429],
  ["refused", 400],
  ["denied", 401],
] as const)("a no costs a call as well: %s", (kind, status) => {
  noteFailure("a", failure(kind, status), false, 0);
  expect(restingBecause("a", undefined, 0)).toBeDefined();
});

test("failures of ever new things do not pile up", () => {
  for (let number = 0; number < 600; number++) noteFailure(`thing ${number}`, failure(), false, 0);
  expect(restingBecause("thing 0", undefined, 0)).toBeUndefined();
  expect(restingBecause("thing 599", undefined, 0)).toBeDefined();
});
