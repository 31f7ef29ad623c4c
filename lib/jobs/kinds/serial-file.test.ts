import { describe, expect, test } from "vitest";
import type { PlannedRow } from "@/lib/domain/jobs/kind";
import { arriving } from "@/lib/domain/whitelist-import/testing";
import { readSerialFile } from "./serial-file";

async function rowsOf(content: string): Promise<PlannedRow[]> {
  const rows: PlannedRow[] = [];
  for await (const page of readSerialFile(arriving(content))) rows.push(...page);
  return rows;
}

test("one serial number a line, in capitals, each once", async () => {
  expect(await rowsOf('jn1234abc\r\n"JN-5678"\n\nJN1234ABC\n')).toEqual([
    { ordinal: 1, target: "JN1234ABC" },
    { ordinal: 2, target: "JN-5678" },
    { ordinal: 4, target: "JN1234ABC", skip: "An earlier line names it already." },
  ]);
});

describe("the first line", () => {
  test.each([
    "Serial number",
    "serialNumber",
    '"Serial_No."',
    "\ufeffSN",
    "S/N",
    "Device serial number",
    "serial",
  ])("%j is a header and no row", async (header) => {
    expect(await rowsOf(`${header}\nJN1234ABC\n`)).toEqual([{ ordinal: 2, target: "JN1234ABC" }]);
  });

  test.each(["ABCDEF", "SERIALS", "SNAB"])("%j is a serial number", async (line) => {
    expect(await rowsOf(`${line}\n`)).toEqual([{ ordinal: 1, target: line }]);
  });

  test("names columns: the first one holds the serial numbers", async () => {
    expect(await rowsOf("Serial Number;Site\nJN1234ABC;Graz\nJN5678DEF\n")).toMatchObject([
      { target: "JN1234ABC" },
      { target: "JN5678DEF" },
    ]);
  });
});

test.each([
  ["abc", /4 to 64 characters/],
  ["JN 1234", /4 to 64 characters/],
  ["1.23E+15", /spreadsheet/],
  ["JN1234ABC,Graz", /several columns/],
  ['"JN1234ABC', /quotation mark/],
])("%j cannot be used, and says why", async (line, skip) => {
  expect(await rowsOf(`Serial\n${line}\n`)).toMatchObject([
    { ordinal: 2, skip: expect.stringMatching(skip) },
  ]);
});

test("a file without a row is refused", async () => {
  await expect(rowsOf("Serial number\n")).rejects.toMatchObject({
    code: "invalid_input",
    words: { next: "Use a text or CSV file with one serial number a line." },
  });
});
