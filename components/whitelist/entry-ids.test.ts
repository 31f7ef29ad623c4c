import { expect, test } from "vitest";
import { bodyOf, pastedIds } from "./entry-ids";

const uid = "0002000089280087";
const imei = "862618583984360";

/** What is read, or what is said about it. */
function read(pasted: string): string[] | string {
  const { success, data, error } = pastedIds.safeParse(pasted);
  return success ? data : error.issues.map(({ message }) => message).join();
}

test("takes RoT UIDs and IMEIs side by side, each once", () => {
  expect(read(`${uid.toUpperCase()}\n ${imei}, ${uid}\r\n135700008928C093;`)).toEqual([
    uid,
    imei,
    "135700008928c093",
  ]);
});

test.each([
  ["", /at least one/],
  [" \n,;", /at least one/],
  [`${uid}\n00020000bb00002`, /^Line 2, “00020000bb00002”: A RoT UID has exactly 16/],
  [`${uid}\n862618583984361`, /^Line 2, “862618583984361”: The check digit of this IMEI is wrong/],
  ["x".repeat(100), /^Line 1, “x{40}”: /],
])("says of %j what is wrong", (pasted, message) => {
  expect(read(pasted)).toMatch(message);
});

test("sends more than a request holds to a file", () => {
  const ids = Array.from({ length: 10_001 }, (_, index) => index.toString(16).padStart(16, "0"));
  expect(read(ids.slice(1).join("\n"))).toHaveLength(10_000);
  expect(read([...ids, ids[0]].join("\n"))).toMatch(/At most 10,000 at once; use a file/);
});

test("one entry is told apart by its form", () => {
  expect(bodyOf(uid)).toEqual({ rotPublicUids: [uid] });
  expect(bodyOf(imei)).toEqual({ imeis: [imei] });
});
