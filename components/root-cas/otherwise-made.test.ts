import { expect, test } from "vitest";
import { otherwiseMade } from "./otherwise-made";

const wanted = { caName: "a", caValidityDays: 3_650, certificateValidityDays: 365, renewBeforeDays: 30 };
const made = { ...wanted, certificatePem: null, createdAt: null, expiresAt: null };

test("what was made as asked, and what is not said, is no difference", () => {
  expect(otherwiseMade({ made, wanted })).toEqual([]);
  expect(otherwiseMade({ made: { ...made, renewBeforeDays: null }, wanted })).toEqual([]);
});

test("what was made otherwise is told", () => {
  expect(otherwiseMade({ made: { ...made, caValidityDays: 1_825 }, wanted })).toEqual([
    "The root CA is valid for 1,825 days instead of 3,650 days.",
  ]);
});
