import { expect, test } from "vitest";
import { revokedMatching } from "./revoked-matching";

const revoked = ["073068c914de40ccaee84e03a66b4858", "0a", "unreadable"].map((serialNumber) => ({
  serialNumber,
  revokedAt: null,
  reason: null,
}));
const found = (typed: string) => revokedMatching(revoked, typed).map(({ serialNumber }) => serialNumber);

test("a certificate is found by its number in any spelling, and by a part of it", () => {
  const [long = "", short = ""] = revoked.map(({ serialNumber }) => serialNumber);
  expect(found("73068C914DE40CCAEE84E03A66B4858")).toEqual([long]);
  expect(found("07:30:68")).toEqual([long]);
  expect(found(" 0x000a ")).toContain(short);
  expect(found("ffff")).toEqual([]);
  expect(found("no number")).toEqual([]);
  expect(found("  ")).toHaveLength(3);
});

test("revoked last comes first, and last what nobody says a time of", () => {
  const at = (serialNumber: string, revokedAt: string | null) => ({ serialNumber, revokedAt, reason: null });
  const list = [at("01", null), at("02", "2026-01-01T00:00:00Z"), at("03", "2026-02-01T00:00:00Z")];
  expect(revokedMatching(list, "").map(({ serialNumber }) => serialNumber)).toEqual(["03", "02", "01"]);
});
