import { expect, test } from "vitest";
import { ChunkWriter, readChunkRows } from "./chunk-rows";

test("rows come back as they were collected, and the writer starts over", () => {
  const writer = new ChunkWriter(2);
  writer.add(2, 0x00020000, 0x89280087, "ADD");
  writer.add(2_147_483_647, 0xffffffff, 0, "DELETE");
  const { rowCount, adds, rows } = writer.take();
  expect([rowCount, adds]).toEqual([2, 1]);
  expect(rows).toBe("2 0002000089280087 ADD\n2147483647 ffffffff00000000 DELETE\n");
  expect(readChunkRows(rows)).toEqual([
    { line: 2, rotPublicUid: "0002000089280087", action: "ADD" },
    { line: 2_147_483_647, rotPublicUid: "ffffffff00000000", action: "DELETE" },
  ]);
  expect(writer.take()).toEqual({ rowCount: 0, adds: 0, rows: "" });
});

test("a damaged chunk is not sent in part", () => {
  expect(() => readChunkRows("2 0002000089280087 ADD\n3 0002000089280088\n")).toThrow("damaged");
});
