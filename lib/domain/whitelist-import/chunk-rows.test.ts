import { expect, test } from "vitest";
import { ChunkWriter, readChunkRows } from "./chunk-rows";

test("rows come back as they were collected, and the writer starts over", () => {
  const writer = new ChunkWriter(2);
  writer.add({ line: 2, uid: { high: 0x00020000, low: 0x89280087 }, action: "ADD" });
  writer.add({ line: 4_294_967_295, uid: { high: 0xffffffff, low: 0 }, action: "DELETE" });
  const { rowCount, rows } = writer.take();
  expect(rowCount).toBe(2);
  expect(rows).toBe("2 0002000089280087 ADD\n4294967295 ffffffff00000000 DELETE\n");
  expect(readChunkRows(rows)).toEqual([
    { line: 2, rotPublicUid: "0002000089280087", action: "ADD" },
    { line: 4_294_967_295, rotPublicUid: "ffffffff00000000", action: "DELETE" },
  ]);
  expect(writer.take()).toEqual({ rowCount: 0, rows: "" });
});

test("a damaged chunk is not sent in part", () => {
  expect(() => readChunkRows("2 0002000089280087 ADD\n3 0002000089280088\n")).toThrow("damaged");
});
