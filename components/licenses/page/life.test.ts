import { expect, test } from "vitest";
import type { License } from "@/lib/contract/licenses";
import { licenseWith } from "../testing";
import { lifeOf } from "./life";

const told = (more: Partial<License>, now: string | null) =>
  lifeOf(licenseWith(more), now === null ? null : Date.parse(now)).map(({ kind, title, meaning }) => [
    kind,
    title,
    meaning,
  ]);
const ends = "What the device uses without it is out of compliance.";

test("it begins with who activated it, and ends marked by how near that is", () => {
  expect(told({}, "2026-07-01T00:00:00Z")).toEqual([
    ["ok", "Activated", "By ada@example.com."],
    ["neutral", "Ends", ends],
  ]);
  expect(told({}, "2027-05-01T00:00:00Z")[1]).toEqual(["attention", "Ends", ends]);
  expect(told({}, "2027-07-01T00:00:00Z")[1]).toEqual(["failed", "Ended", ends]);
  expect(told({}, null)[1]).toEqual(["neutral", "Ends", ends]);
});

test("an activation in doubt is not told as one", () => {
  expect(told({ state: "activation_in_doubt" }, null)[0]).toEqual([
    "unknown",
    "Activation asked for, answer lost",
    "By ada@example.com.",
  ]);
});

test("a released one ends nowhere, and says what came back and why", () => {
  const more = {
    state: "released",
    releasedAt: "2026-08-01T00:00:00.000Z",
    releaseReason: "Device returned.",
    quantityReturned: 1,
  } as const;
  expect(told(more, "2026-09-01T00:00:00Z")).toEqual([
    ["ok", "Activated", "By ada@example.com."],
    ["neutral", "Released", "1 came back to the entitlement. Reason: Device returned."],
  ]);
});

test("of one that was activated elsewhere only that is said", () => {
  expect(told({ source: "vendor", activatedBy: null, endsAt: null }, null)).toEqual([
    ["ok", "Activated", "Not through this console."],
  ]);
  expect(told({ activatedAt: null, endsAt: null }, null)).toEqual([]);
});
