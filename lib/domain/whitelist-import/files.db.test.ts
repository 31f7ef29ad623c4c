import { text } from "node:stream/consumers";
import { parse } from "csv-parse/sync";
import { beforeAll, expect, test } from "vitest";
import type { Actor } from "@/lib/access/actor";
import { testDatabase } from "@/lib/db/testing";
import { errorsFile } from "./errors-file";
import { resultFile } from "./result-file";
import { check, fileOf, person, uid, uploadOf } from "./testing";

const { owner } = await testDatabase();
let admin: Actor;

beforeAll(async () => {
  admin = await person();
});

async function rowsOf(file: Awaited<ReturnType<typeof errorsFile>>): Promise<string[][]> {
  expect(file.mediaType).toBe("text/csv; charset=utf-8");
  return parse(await text(file.body));
}

test("the error file names every bad line in the order of the file", async () => {
  const bad = Array.from({ length: 2_300 }, (_, index) => `bad ${index}`).join("\n");
  const { importId } = await check(admin, uploadOf(`Id,Type,Action\n${uid(1)},ROTPublicUID,ADD\n${bad}\n`));
  const file = await errorsFile(importId);
  expect(file.fileName).toBe(`whitelist-${importId}-errors.csv`);
  const [header, ...rows] = await rowsOf(file);
  expect(header).toEqual(["Line", "Reason", "Message", "Text"]);
  expect(rows).toHaveLength(2_300);
  expect(rows[0]).toEqual(["3", "columns", expect.stringContaining("one column"), "bad 0"]);
  expect(rows.at(-1)?.[0]).toBe("2302");
});

test.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1", "＋1", "－1", "＠x"])(
  "%j in a bad line is no formula in the files",
  async (formula) => {
    const { importId } = await check(admin, uploadOf(`Id,Type,Action\n${formula}\n`));
    const [, errorRow] = await rowsOf(await errorsFile(importId));
    const [, resultRow] = await rowsOf(await resultFile(importId));
    expect(errorRow?.[3]).toBe(`'${formula}`);
    expect(resultRow?.[6]).toBe(`'${formula}`);
  },
);

test("the result file tells what happened to every row, in the order of the file", async () => {
  const chunk = fileOf(10_000).trimEnd().split("\n");
  const lines = [chunk[0], "bad first", ...chunk.slice(1), "bad between"];
  for (let part = 1; part < 5; part++) {
    lines.push(
      ...fileOf(10_000, part * 10_000)
        .trimEnd()
        .split("\n")
        .slice(1),
    );
  }
  lines.push("bad last", `${uid(1)},ROTPublicUID,ADD`);
  const { importId } = await check(admin, uploadOf(lines.join("\n")));
  const states: [state: string, problem: string | null][] = [
    ["accepted", null],
    ["failed", "u-blox refused."],
    ["unknown", "The answer was lost, so it may have happened."],
    ["sending", null],
    ["pending", null],
  ];
  for (const [index, [state, problem]] of states.entries()) {
    await owner`update whitelist_import_chunks set state = ${state}, problem = ${problem}, run = 1
      where import_id = ${importId} and ordinal = ${index + 1}`;
  }
  const [header, ...rows] = await rowsOf(await resultFile(importId));
  expect(header).toEqual(["Line", "Id", "Type", "Action", "Outcome", "Reason", "Text"]);
  expect(rows.map(([line]) => Number(line))).toEqual(lines.slice(1).map((_, index) => index + 2));
  const at = (line: number) => rows[line - 2];
  expect(at(2)).toEqual(["2", "", "", "", "not sent", expect.stringContaining("one column"), "bad first"]);
  expect(at(3)).toEqual(["3", uid(0), "ROTPublicUID", "ADD", "accepted", "", ""]);
  expect(at(10_003)?.slice(4)).toEqual(["not sent", expect.any(String), "bad between"]);
  expect(at(10_004)?.slice(4)).toEqual(["not accepted", "u-blox refused.", ""]);
  expect(at(20_004)?.slice(4, 6)).toEqual(["unknown", "The answer was lost, so it may have happened."]);
  // Its loop is dead: whoever sent it will not say any more.
  expect(at(30_004)?.slice(4, 6)).toEqual(["unknown", "The answer was lost."]);
  expect(at(40_004)?.slice(4, 6)).toEqual(["waiting", ""]);
  expect(at(50_005)?.slice(4, 6)).toEqual(["not sent", expect.stringContaining("Line 4 says the same")]);

  await owner`update whitelist_imports set driver = 'alive', heartbeat_at = now(), run = 1 where id = ${importId}`;
  const live = await rowsOf(await resultFile(importId));
  expect(live[30_004 - 1]?.[4]).toBe("waiting");
});

test("there are no files of an import that is not there", async () => {
  await expect(errorsFile("imp_none")).rejects.toMatchObject({ code: "not_found" });
  await expect(resultFile("imp_none")).rejects.toMatchObject({ code: "not_found" });
});
