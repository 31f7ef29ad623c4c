import { text } from "node:stream/consumers";
import { gunzipSync } from "node:zlib";
import { describe, expect, test, vi } from "vitest";
import { jobPages } from "@/drizzle/schema/jobs";
import { db } from "@/lib/db/connection";
import { testDatabase } from "@/lib/db/testing";
import { encodePage, fileStream } from "./file-pages";
import { storedJob } from "./testing.stored";

await testDatabase();

const columns = ["name", "tags"];
const items = [
  { name: "=1+1", tags: ["a", "b"] },
  { name: "zwölf", tags: [] },
];

describe("a page", () => {
  test("is kept compressed, and its size is that of its text", async () => {
    const { content, bytes } = await encodePage({ columns, format: "csv", items, first: true });
    const expanded = gunzipSync(content);
    expect(expanded.toString()).toBe(`name,tags\n'=1+1,"[""a"",""b""]"\nzwölf,[]\n`);
    expect(bytes).toBe(expanded.length);
  });

  test("names the columns only where it begins the file, also when nothing is on it", async () => {
    const page = async (first: boolean, format: "csv" | "jsonl") => {
      const { content, bytes } = await encodePage({ columns, format, items: [], first });
      const expanded = gunzipSync(content).toString();
      expect(bytes).toBe(expanded.length);
      return expanded;
    };
    expect(await page(true, "csv")).toBe("name,tags\n");
    expect(await page(false, "csv")).toBe("");
    expect(await page(true, "jsonl")).toBe("");
  });
});

describe("the file", () => {
  /** A job with these pages, written in the order of their ordinals. */
  async function jobWith(pages: readonly (readonly [ordinal: number, text: string])[]) {
    const job = await storedJob("tags.export", { input: { format: "jsonl" } });
    let byteLength = 0;
    for (const [ordinal, name] of pages) {
      const { content, bytes } = await encodePage({
        columns,
        format: "jsonl",
        items: [{ name }],
        first: false,
      });
      byteLength += bytes;
      await db().insert(jobPages).values({ job: job.number, ordinal, rowCount: 1, content });
    }
    return { number: job.number, byteLength };
  }

  test("has its pages in their order, whichever was written first, and its announced length", async () => {
    await jobWith([[1, "of another job"]]);
    const { number, byteLength } = await jobWith([
      [2, "two"],
      [10, "ten"],
      [1, "one"],
      [3, "three"],
    ]);
    const content = await text(fileStream(number, byteLength));
    expect(content).toBe('{"name":"one"}\n{"name":"two"}\n{"name":"three"}\n{"name":"ten"}\n');
    expect(Buffer.byteLength(content)).toBe(byteLength);
  });

  test("breaks off loudly when pages are missing", async () => {
    const { number, byteLength } = await jobWith([[1, "one"]]);
    await expect(text(fileStream(number, byteLength + 1))).rejects.toThrow("not there any more");
  });

  test("reads no further page when its reader leaves", async () => {
    const pages = Array.from({ length: 50 }, (_, index) => [index + 1, "x".repeat(100_000)] as const);
    const { number, byteLength } = await jobWith(pages);
    const select = vi.spyOn(db(), "select");
    const body = fileStream(number, byteLength);
    for await (const chunk of body) {
      expect(Buffer.isBuffer(chunk)).toBe(true);
      break;
    }
    expect(body.destroyed).toBe(true);
    expect(select.mock.calls.length).toBeLessThan(5);
    select.mockRestore();
  });
});
