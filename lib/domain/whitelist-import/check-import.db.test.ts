import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { connect } from "node:net";
import { Readable } from "node:stream";
import { beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { Actor } from "@/lib/access/actor";
import { importRowsMax, whitelistImport } from "@/lib/contract/whitelist";
import { testDatabase } from "@/lib/db/testing";
import { walkBadLines } from "./bad-lines";
import { getImport, listImports } from "./imports";
import { checksAtOnceMax } from "./limits";
import { check, fileOf, person, uid, uploadOf } from "./testing";
import type { Upload } from "./upload";

const { owner } = await testDatabase();
let admin: Actor;

beforeAll(async () => {
  admin = await person();
});

beforeEach(async () => {
  await owner`delete from whitelist_imports`;
});

/** Rows left in any of the three tables. */
async function rowsLeft(): Promise<number> {
  const [row] = await owner<{ rows: number }[]>`
    select ((select count(*) from whitelist_imports) + (select count(*) from whitelist_import_chunks)
      + (select count(*) from whitelist_import_bad_lines))::integer as rows`;
  return row?.rows ?? Number.NaN;
}

async function badLinesOf(importId: string): Promise<string[]> {
  const all: string[] = [];
  for await (const lines of walkBadLines(importId))
    all.push(...lines.map(({ line, reason }) => `${line} ${reason}`));
  return all;
}

const good = (index: number, action = "ADD") => `${uid(index)},ROTPublicUID,${action}`;

test("counts good rows, and names every bad line by number and reason", async () => {
  const text = [
    "\ufeffId,Type,Action",
    good(1),
    good(2, "DELETE"),
    "862618583984360,IMEI,ADD",
    "",
    good(1),
    good(3),
    good(3, "DELETE"),
    good(4, "add"),
    `"${uid(5)},ROTPublicUID,ADD`,
    `"${uid(6)}","ROTPublicUID","ADD"`,
    "2.0000892E+94,ROTPublicUID,ADD",
    `${uid(7)},ROTPublicUID,ADD,\0`,
    `${uid(8)},Other,ADD`,
  ].join("\r\n");
  const checked = await check(admin, uploadOf(text));
  expect(whitelistImport.parse(checked)).toEqual(checked);
  expect(checked).toMatchObject({
    state: "checked",
    fileName: "test.csv",
    createdBy: admin.name,
    rows: { total: 12, good: 3, adds: 2, removes: 1, bad: 9, accepted: 0, unknown: 0 },
    chunks: { total: 1, accepted: 0 },
    problem: null,
    finishedAt: null,
  });
  expect(checked.badLines.map(({ line, reason }) => [line, reason])).toEqual([
    [4, "uid_type_imei"],
    [6, "duplicate"],
    [7, "contradiction"],
    [8, "contradiction"],
    [9, "action"],
    [10, "columns"],
    [12, "uid"],
    [13, "encoding"],
    [14, "type"],
  ]);
  expect(checked.badLines.map(({ message }) => message).slice(1, 4)).toEqual([
    "Line 2 says the same already.",
    "Line 8 asks for the opposite for the same RoT UID. Keep one of the two.",
    "Line 7 asks for the opposite for the same RoT UID. Keep one of the two.",
  ]);
  expect(checked.badLines[7]?.text).toBe(`${uid(7)},ROTPublicUID,ADD,\u2400`);
  expect(await getImport(checked.importId)).toEqual(checked);
  expect(await listImports()).toEqual([{ ...checked, badLines: [] }]);
});

test("the good rows are kept as they will be sent, with their line numbers", async () => {
  const { importId } = await check(
    admin,
    uploadOf(`Id,Type,Action\n${good(1)}\nbad\n"135700008928C093",ROTPublicUID,DELETE\n`),
  );
  const chunks =
    await owner`select ordinal, row_count, rows, state from whitelist_import_chunks where import_id = ${importId}`;
  expect([...chunks]).toEqual([
    { ordinal: 1, row_count: 2, rows: `2 ${uid(1)} ADD\n4 135700008928c093 DELETE\n`, state: "pending" },
  ]);
});

test("a file is divided into chunks of ten thousand rows", async () => {
  const checked = await check(admin, uploadOf(fileOf(25_000)));
  expect(checked).toMatchObject({ rows: { good: 25_000, bad: 0 }, chunks: { total: 3 } });
  const counts = await owner`select row_count from whitelist_import_chunks order by ordinal`;
  expect(counts.map(({ row_count }) => row_count)).toEqual([10_000, 10_000, 5_000]);
});

test("the check leaves one audit row with its counts and the file's checksum", async () => {
  const { importId } = await check(admin, uploadOf(`${fileOf(2)}bad\n`));
  const rows = await owner`select outcome, detail from audit_entries where detail->>'importId' = ${importId}`;
  expect([...rows]).toEqual([
    {
      outcome: "succeeded",
      detail: { importId, adds: 2, removes: 0, bad: 1, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    },
  ]);
});

test("a file without a good row can be looked at", async () => {
  const checked = await check(admin, uploadOf("Id,Type,Action\nbad\n"));
  expect(checked).toMatchObject({ state: "checked", rows: { good: 0, bad: 1 }, chunks: { total: 0 } });
});

test("many bad lines are all kept, however many come with the import", async () => {
  const text = `Id,Type,Action\n${"2.0000892E+94,ROTPublicUID,ADD\n".repeat(2_500)}${"x".repeat(900)}\n`;
  const checked = await check(admin, uploadOf(text));
  expect(checked.rows.bad).toBe(2_501);
  expect(checked.badLines).toHaveLength(50);
  const lines = await badLinesOf(checked.importId);
  expect(lines).toHaveLength(2_501);
  expect(lines.at(-1)).toBe("2502 columns");
  const [long] = await owner`select length(text) as length from whitelist_import_bad_lines where line = 2502`;
  expect(long?.length).toBe(200);
});

test("contradictions all over a file leave no row of either side", async () => {
  const adds = fileOf(3_000);
  const removes = Array.from({ length: 3_000 }, (_, index) => good(index, "DELETE")).join("\n");
  const checked = await check(admin, uploadOf(`${adds}${removes}\n${good(9_999)}\n`));
  expect(checked.rows).toMatchObject({ total: 6_001, good: 1, bad: 6_000 });
  const lines = await badLinesOf(checked.importId);
  expect(lines).toHaveLength(6_000);
  expect(lines.every((line) => line.endsWith(" contradiction"))).toBe(true);
});

describe("what is no whitelist file is refused and leaves nothing", () => {
  const utf16 = (text: string) => new Uint8Array(Buffer.from(`\ufeff${text}`, "utf16le"));

  test.each<[string, string | Uint8Array<ArrayBuffer>, RegExp]>([
    ["an empty file", "", /is empty/],
    ["a byte order mark alone", "\ufeff", /first line is empty/],
    ["a header alone", "Id,Type,Action\n", /no rows/],
    ["a header and empty lines", "Id,Type,Action\r\n\r\n\r\n", /no rows/],
    ["UTF-16", utf16(fileOf(3)), /UTF-16/],
    ["a compressed file", new Uint8Array([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]), /compressed/],
    ["an Excel workbook", "PK\u0003\u0004\u0014\0\u0006\0", /Excel workbook/],
    [
      "a web form of ten thousand parts",
      "------x\r\nContent-Disposition: form-data\r\n\r\n1\r\n".repeat(10_000),
      /web form/,
    ],
    ["another order of columns", `Action,Id,Type\n${good(1)}\n`, /another order/],
    ["ten million columns", ",".repeat(10_000_000), /not the header/],
  ])("%s", async (_name, content, detail) => {
    await expect(check(admin, uploadOf(content))).rejects.toMatchObject({
      code: "invalid_input",
      words: { detail: expect.stringMatching(detail) },
    });
    expect(await rowsLeft()).toBe(0);
  });

  test("four gigabytes without a line end, of which next to nothing is read", async () => {
    let bytes = 0;
    function* endless() {
      for (; bytes < 4 * 1024 ** 3; bytes += 65_536) yield Buffer.alloc(65_536, "a");
    }
    await expect(check(admin, uploadOf(endless()))).rejects.toMatchObject({ code: "invalid_input" });
    expect(bytes).toBeLessThan(1024 ** 2);
    expect(await rowsLeft()).toBe(0);
  });

  test("four gigabytes in one line behind a good header", async () => {
    let bytes = 0;
    function* endless() {
      yield Buffer.from(fileOf(1));
      const piece = Buffer.alloc(1024 ** 2, "a");
      for (; bytes < 4 * 1024 ** 3; bytes += piece.length) yield piece;
    }
    await expect(check(admin, uploadOf(endless()))).rejects.toMatchObject({ code: "too_large" });
    expect(bytes).toBeLessThan(130 * 1024 ** 2);
    expect(await rowsLeft()).toBe(0);
  });

  test("one row more than a million", async () => {
    function* rows() {
      yield Buffer.from("Id,Type,Action\n");
      for (let first = 0; first < importRowsMax; first += 10_000) {
        yield Buffer.from(fileOf(10_000, first).slice("Id,Type,Action\n".length));
      }
      yield Buffer.from("bad\n");
    }
    await expect(check(admin, uploadOf(rows()))).rejects.toMatchObject({
      code: "too_large",
      words: { detail: expect.stringContaining("1,000,000") },
    });
    expect(await rowsLeft()).toBe(0);
  });
});

describe("a body that is hostile but a file", () => {
  test("a line that is too long spoils itself, and what is kept of it is short", async () => {
    const text = `Id,Type,Action\n${"é".repeat(100_000)}\n${good(1)}\n${"x".repeat(1_025)}`;
    const checked = await check(admin, uploadOf(text));
    expect(checked.rows).toMatchObject({ total: 3, good: 1, bad: 2 });
    for (const { reason, message, text: kept } of checked.badLines) {
      expect(reason).toBe("columns");
      expect(message).toContain("longer than 1024 bytes");
      expect(kept).toHaveLength(200);
    }
  });

  test("ten million columns in one row spoil that row", async () => {
    const checked = await check(admin, uploadOf(`${fileOf(1)}${",".repeat(10_000_000)}\n${good(7)}\n`));
    expect(checked.rows).toMatchObject({ good: 2, bad: 1 });
    expect(checked.badLines[0]).toMatchObject({ line: 3, reason: "columns" });
  });

  test("a quotation mark that is never closed spoils its row", async () => {
    const checked = await check(admin, uploadOf(`Id,Type,Action\n"${good(1)}\n${good(2)}\n${good(3)}\n`));
    expect(checked.rows).toMatchObject({ good: 2, bad: 1 });
  });

  test("formulas stay text", async () => {
    const checked = await check(admin, uploadOf(`Id,Type,Action\n=cmd()|' /C calc'!A0,ROTPublicUID,ADD\n`));
    expect(checked.badLines[0]).toMatchObject({
      reason: "uid",
      text: "=cmd()|' /C calc'!A0,ROTPublicUID,ADD",
    });
  });
});

describe("an upload that does not come to its end leaves nothing", () => {
  /** A route as Next makes one: the body of the request is the socket's stream. */
  async function receive(use: (upload: Upload) => Promise<unknown>) {
    const ended = Promise.withResolvers<unknown>();
    const server = createServer((incoming, response) => {
      const gone = new AbortController();
      incoming.on("close", () => {
        if (!incoming.complete) gone.abort();
      });
      const headers = new Headers({ "content-length": incoming.headers["content-length"] ?? "" });
      const body = Readable.toWeb(incoming) as ReadableStream<Uint8Array<ArrayBuffer>>;
      use({ body, headers, signal: gone.signal })
        .then(ended.resolve, ended.resolve)
        .finally(() => response.end());
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    return { port, ended: ended.promise, close: () => server.closeAllConnections() };
  }

  test("the browser leaves in the middle, after bad lines were stored", async () => {
    const { port, ended, close } = await receive((upload) => check(admin, upload));
    const client = connect(port, "127.0.0.1");
    client.write("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9000000\r\n\r\nId,Type,Action\n");
    client.write("bad line\n".repeat(20_000));
    await vi.waitFor(async () => expect(await rowsLeft()).toBeGreaterThan(1_000), { timeout: 10_000 });
    client.destroy();
    expect(await ended).toMatchObject({ code: "invalid_input" });
    expect(await rowsLeft()).toBe(0);
    close();
  });

  test("it is on record that it was tried", async () => {
    const before =
      await owner`select from audit_entries where action = 'whitelist.checkImport' and outcome = 'failed'`;
    await expect(check(admin, uploadOf("nonsense"))).rejects.toMatchObject({ code: "invalid_input" });
    const after =
      await owner`select from audit_entries where action = 'whitelist.checkImport' and outcome = 'failed'`;
    expect(after.length).toBe(before.length + 1);
  });

  test("what a killed process left is shown to nobody and removed by the next check", async () => {
    await owner`insert into whitelist_imports (id, file_name, created_by, created_at)
      values ('imp_killed', 'x.csv', 'x', now() - interval '1 hour')`;
    await owner`insert into whitelist_import_bad_lines values ('imp_killed', 2, 'uid', 'x', 'y')`;
    await expect(getImport("imp_killed")).rejects.toMatchObject({ code: "not_found" });
    expect(await listImports()).toEqual([]);
    const { importId } = await check(admin, uploadOf(fileOf(1)));
    const left = await owner`select id from whitelist_imports`;
    expect(left.map(({ id }) => id)).toEqual([importId]);
  });
});

test("somebody without the right uploads nothing", async () => {
  const auditor = await person("auditor");
  const upload = uploadOf(fileOf(1));
  await expect(check(auditor, upload)).rejects.toMatchObject({ code: "forbidden" });
  expect(await rowsLeft()).toBe(0);
});

test("more checks at once than the process has room for are asked to come back", async () => {
  const waiting = Promise.withResolvers<void>();
  async function* slow() {
    yield Buffer.from("Id,Type,Action\n");
    await waiting.promise;
    yield Buffer.from(`${good(1)}\n`);
  }
  const running = Array.from({ length: checksAtOnceMax }, () => check(admin, uploadOf(slow())));
  await vi.waitFor(async () => expect(await rowsLeft()).toBe(checksAtOnceMax));
  await expect(check(admin, uploadOf(fileOf(1)))).rejects.toMatchObject({ code: "throttled" });
  waiting.resolve();
  for (const checked of await Promise.all(running)) expect(checked.rows.good).toBe(1);
  expect((await check(admin, uploadOf(fileOf(1)))).rows.good).toBe(1);
});
