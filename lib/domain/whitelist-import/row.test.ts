import { describe, expect, test } from "vitest";
import { judgeRow, uidText } from "./row";

const uid = "0002000089280087";

/** What a line asks for, in words; or what is wrong with it. */
function verdict(line: string): string {
  const row = judgeRow(line);
  return typeof row === "string" ? row : `${uidText(row.uid)} ${row.action}`;
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

describe("a bad row is told what is wrong with it", () => {
  test.each([
    ["", /^The line has one column/],
    [uid, /^The line has one column/],
    [`${uid},ROTPublicUID`, /^The line has 2 columns/],
    [`${uid},ROTPublicUID,ADD,`, /^The line has 4 columns/],
    [`${uid};ROTPublicUID;ADD`, /three: Id,Type,Action.*separated by commas/],
    [`"${uid},ROTPublicUID,ADD`, /^A quotation mark is not closed/],
    [`${uid},ROTPublicUID,"ADD`, /^A quotation mark is not closed/],
    [`"00020000""89280087",ROTPublicUID,ADD`, /^A quotation mark/],
    [`${",".repeat(1_000)}`, /^The line has 1001 columns/],
    [`${uid},ROTPublicUID,ADD\0`, /do not belong into UTF-8/],
    [`\ufeff${uid},ROTPublicUID,ADD`, /do not belong into UTF-8/],
    [`\ufffd${uid},ROTPublicUID,ADD`, /do not belong into UTF-8/],
    ["862618583984360,IMEI,ADD", /takes no IMEIs. Add this one with the form/],
    [`${uid},imei,ADD`, /takes no IMEIs/],
    [`${uid},rotpublicuid,ADD`, /^The type .*written exactly so/],
    [`${uid}, ROTPublicUID,ADD`, /^The type .*Remove the space/],
    [`${uid},,ADD`, /^The type /],
    [",ROTPublicUID,ADD", /^There is no RoT UID/],
    ["2.0000892E+94,ROTPublicUID,ADD", /^A spreadsheet has changed this RoT UID into a number/],
    ["2E+15,ROTPublicUID,ADD", /^A spreadsheet has changed/],
    ["2000089280087,ROTPublicUID,ADD", /^This has 13 digits.*spreadsheet has changed it/],
    ["862618583984360,ROTPublicUID,ADD", /^This has 15 digits: a spreadsheet has changed it .* IMEI/],
    ["00020001003ffff,ROTPublicUID,ADD", /^A RoT UID has exactly 16/],
    ["0x02000089280087,ROTPublicUID,ADD", /^A RoT UID has exactly 16/],
    [` ${uid},ROTPublicUID,ADD`, /^A RoT UID .*Remove the space/],
    [`${uid}0,ROTPublicUID,ADD`, /^A RoT UID has exactly 16/],
    ['=cmd|" /C calc"!A0,ROTPublicUID,ADD', /^A quotation mark/],
    [`${uid},ROTPublicUID,add`, /^The action .*in capitals/],
    [`${uid},ROTPublicUID,REMOVE`, /^The action /],
    [`${uid},ROTPublicUID,ADD `, /^The action .*Remove the space/],
    [`${uid},ROTPublicUID,ADD\r`, /^The action /],
  ])("%j", (line, expected) => {
    expect(verdict(line)).toMatch(expected);
  });
});

test("a UID is written with all its 16 digits", () => {
  expect(uidText({ high: 0, low: 1 })).toBe("0000000000000001");
  expect(uidText({ high: 0xffffffff, low: 0xfffffffe })).toBe("fffffffffffffffe");
});
