import { Readable } from "node:stream";
import { describe, expect, test } from "vitest";
import { attachment } from "./attachment";

const file = (fileName: string, byteLength?: number) => ({
  fileName,
  mediaType: "application/zip",
  byteLength,
  body: Readable.from([Buffer.from("abc")]),
});

test("a file is handed out as a download that nobody keeps and nobody guesses at", async () => {
  const response = attachment(file("batch-12.zip", 3), "req_1");
  expect(Object.fromEntries(response.headers)).toEqual({
    "content-type": "application/zip",
    "content-disposition": 'attachment; filename="batch-12.zip"',
    "content-length": "3",
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "x-request-id": "req_1",
  });
  expect(await response.text()).toBe("abc");
});

test("a length that is not known is not told", () => {
  expect(attachment(file("batch.zip"), "req_1").headers.has("content-length")).toBe(false);
});

describe("a name is rebuilt from safe characters", () => {
  test.each([
    ['a"; filename="evil.exe', "a-filename-evil.exe"],
    ["../../etc/passwd", "etc-passwd"],
    ["line\r\nset-cookie: x=1", "line-set-cookie-x-1"],
    ["größe 2026.zip", "gr-e-2026.zip"],
    [".htaccess", "htaccess"],
    ["日本語", "download"],
    ["", "download"],
  ])("%j becomes %s", (given, expected) => {
    expect(attachment(file(given), "req_1").headers.get("content-disposition")).toBe(
      `attachment; filename="${expected}"`,
    );
  });
});
