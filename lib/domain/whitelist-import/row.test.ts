import { describe, expect, test } from "vitest";
import { judgeRow, type Uid, uidText } from "./row";

const uid = "0002000089280087";

/** What a line asks for, in words; or its reason and message. */
function verdict(line: string): string {
  const row = judgeRow(line);
  return "reason" in row ? `${row.reason}: ${row.message}` : `${uidText(row.uid)} ${row.action}`;
}

describe("a good row", () => {
  test.each([
    [`${uid},ROTPublicUID,ADD`, `${uid} ADD`],
    [`${uid},ROTPublicUID,DELETE`, `${uid} DELETE`],
    [`"${uid}","ROTPublicUID","ADD"`, `${uid} ADD`],
    [`${uid},"ROTPublicUID",DELETE`, `${uid} DELETE`],
    ["135700008928C093,ROTPublicUID,ADD", "135700008928c093 ADD"],
    ["ffffffffffffffff,ROTPublicUID,ADD", "ffffffffffffffff ADD"],
    ["0000000000000000,ROTPublicUID,ADD", "0000000000000000 ADD"],
    // Sixteen hexadecimal digits, even if they look like a number with an exponent.
    ["0002E00089280087,ROTPublicUID,ADD", "0002e00089280087 ADD"],
  ])("%s", (line, expected) => {
    expect(verdict(line)).toBe(expected);
  });
});

describe("a bad row is named by its reason", () => {
  test.each([
    ["", /^columns: The line has one column/],
    [uid, /^columns: The line has one column/],
    [`${uid},ROTPublicUID`, /^columns: The line has 2 columns/],
    [`${uid},ROTPublicUID,ADD,`, /^columns: The line has 4 columns/],
    [`${uid};ROTPublicUID;ADD`, /^columns: .*separated by commas/],
    [`"${uid},ROTPublicUID,ADD`, /^columns: A quotation mark is not closed/],
    [`${uid},ROTPublicUID,"ADD`, /^columns: A quotation mark is not closed/],
    [`"00020000""89280087",ROTPublicUID,ADD`, /^columns: A quotation mark/],
    [`${",".repeat(1_000)}`, /^columns: The line has 1001 columns/],
    [`${uid},ROTPublicUID,ADD\0`, /^encoding: /],
    [`\ufeff${uid},ROTPublicUID,ADD`, /^encoding: /],
    [`\ufffd${uid},ROTPublicUID,ADD`, /^encoding: /],
    ["862618583984360,IMEI,ADD", /^uid_type_imei: .*Add this one with the form/],
    [`${uid},imei,ADD`, /^uid_type_imei: /],
    [`${uid},rotpublicuid,ADD`, /^type: .*written exactly so/],
    [`${uid}, ROTPublicUID,ADD`, /^type: .*Remove the space/],
    [`${uid},,ADD`, /^type: /],
    [",ROTPublicUID,ADD", /^uid: There is no RoT UID/],
    ["2.0000892E+94,ROTPublicUID,ADD", /^uid: A spreadsheet has changed this RoT UID into a number/],
    ["2E+15,ROTPublicUID,ADD", /^uid: A spreadsheet has changed/],
    ["2000089280087,ROTPublicUID,ADD", /^uid: This has 13 digits.*spreadsheet has changed it/],
    ["862618583984360,ROTPublicUID,ADD", /^uid: This has 15 digits: a spreadsheet has changed it .* IMEI/],
    ["00020001003ffff,ROTPublicUID,ADD", /^uid: A RoT UID has exactly 16/],
    ["0x02000089280087,ROTPublicUID,ADD", /^uid: A RoT UID has exactly 16/],
    [` ${uid},ROTPublicUID,ADD`, /^uid: .*Remove the space/],
    [`${uid}0,ROTPublicUID,ADD`, /^uid: A RoT UID has exactly 16/],
    ['=cmd|" /C calc"!A0,ROTPublicUID,ADD', /^columns: A quotation mark/],
    [`${uid},ROTPublicUID,add`, /^action: .*in capitals/],
    [`${uid},ROTPublicUID,REMOVE`, /^action: /],
    [`${uid},ROTPublicUID,ADD `, /^action: .*Remove the space/],
    [`${uid},ROTPublicUID,ADD\r`, /^action: /],
  ])("%j", (line, expected) => {
    expect(verdict(line)).toMatch(expected);
  });
});

test("a UID is written with all its 16 digits", () => {
  const small: Uid = { high: 0, low: 1 };
  expect(uidText(small)).toBe("0000000000000001");
  expect(uidText({ high: 0xffffffff, low: 0xfffffffe })).toBe("fffffffffffffffe");
});
