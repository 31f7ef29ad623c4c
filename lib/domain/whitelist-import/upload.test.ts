import { createHash } from "node:crypto";
import { buffer } from "node:stream/consumers";
import { expect, test, vi } from "vitest";
import { type Upload, UploadedFile, type UploadLimits, uploadedBytes } from "./upload";

const limits: UploadLimits = { bytesMax: 1_000_000, silenceMs: 5_000, totalMs: 5_000 };

interface Source {
  pieces?: Uint8Array<ArrayBuffer>[];
  /** What happens when the pieces have been read. */
  atEnd?: "close" | "hang" | "fail";
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

function uploadOf({
  pieces = [],
  atEnd = "close",
  headers = {},
  signal = new AbortController().signal,
}: Source) {
  const cancelled = vi.fn();
  let next = 0;
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      pull(controller) {
        const piece = pieces[next++];
        if (piece !== undefined) controller.enqueue(piece);
        else if (atEnd === "close") controller.close();
        else if (atEnd === "fail") controller.error(new Error("socket hang up"));
        else return new Promise<void>(() => {});
      },
      cancel: cancelled,
    },
    { highWaterMark: 0 },
  );
  const upload: Upload = { body, headers: new Headers(headers), signal };
  return { upload, cancelled };
}

async function bytesOf(upload: Upload, limited: Partial<UploadLimits> = {}): Promise<number[]> {
  const lengths: number[] = [];
  for await (const piece of uploadedBytes(upload, { ...limits, ...limited })) lengths.push(piece.byteLength);
  return lengths;
}

test("gives out large pieces in small ones", async () => {
  const { upload } = uploadOf({ pieces: [new Uint8Array(150_000), new Uint8Array(3)] });
  expect(await bytesOf(upload)).toEqual([65_536, 65_536, 18_928, 3]);
});

test("no body is an empty file", async () => {
  expect(await bytesOf({ ...uploadOf({}).upload, body: null })).toEqual([]);
});

test("a file that is shorter than announced is not taken for whole", async () => {
  const { upload } = uploadOf({ pieces: [new Uint8Array(10)], headers: { "content-length": "20" } });
  await expect(bytesOf(upload)).rejects.toMatchObject({ code: "invalid_input" });
});

test("a file as long as announced is", async () => {
  const { upload } = uploadOf({ pieces: [new Uint8Array(10)], headers: { "content-length": "10" } });
  expect(await bytesOf(upload)).toEqual([10]);
});

test("a connection that breaks is told as an upload that was not complete", async () => {
  const { upload } = uploadOf({ pieces: [new Uint8Array(10)], atEnd: "fail" });
  await expect(bytesOf(upload)).rejects.toMatchObject({
    code: "invalid_input",
    words: { detail: expect.stringContaining("ended before") },
  });
});

test("somebody who left did not send a whole file, even if the body ended well", async () => {
  const gone = new AbortController();
  gone.abort();
  const { upload } = uploadOf({ pieces: [new Uint8Array(10)], signal: gone.signal });
  await expect(bytesOf(upload)).rejects.toMatchObject({ code: "invalid_input" });
});

test("too many bytes are refused as soon as they come, and the source is told to stop", async () => {
  const { upload, cancelled } = uploadOf({
    pieces: [new Uint8Array(60), new Uint8Array(60), new Uint8Array(60)],
  });
  await expect(bytesOf(upload, { bytesMax: 100 })).rejects.toMatchObject({ code: "too_large" });
  expect(cancelled).toHaveBeenCalledOnce();
});

test.each([
  ["stands still", { silenceMs: 20 }],
  ["takes too long", { totalMs: 20 }],
])("an upload that %s is given up", async (_name, limited) => {
  const { upload, cancelled } = uploadOf({ pieces: [new Uint8Array(1)], atEnd: "hang" });
  await expect(bytesOf(upload, limited)).rejects.toMatchObject({
    code: "invalid_input",
    words: { detail: expect.stringContaining("stood still") },
  });
  expect(cancelled).toHaveBeenCalledOnce();
});

test("a reader that stops early lets the source go", async () => {
  const { upload, cancelled } = uploadOf({ pieces: [new Uint8Array(1), new Uint8Array(1)] });
  for await (const _piece of uploadedBytes(upload, limits)) break;
  expect(cancelled).toHaveBeenCalledOnce();
});

test("an uploaded file is told by its length and checksum once it has been read", async () => {
  const bytes = new Uint8Array(150_000).fill(7);
  const file = new UploadedFile(uploadOf({ pieces: [bytes.slice(0, 5), bytes.slice(5)] }).upload);
  expect(file.facts().bytes).toBe(0);
  expect(await buffer(file.content)).toEqual(Buffer.from(bytes));
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  expect(file.facts()).toEqual({ bytes: 150_000, sha256 });
});

test("an uploaded file that breaks off ends with the refusal itself, and one nobody reads on lets its source go", async () => {
  const broken = new UploadedFile(uploadOf({ pieces: [new Uint8Array(10)], atEnd: "fail" }).upload);
  await expect(buffer(broken.content)).rejects.toMatchObject({ code: "invalid_input" });
  const { upload, cancelled } = uploadOf({ pieces: [new Uint8Array(1), new Uint8Array(1)], atEnd: "hang" });
  for await (const _piece of new UploadedFile(upload).content) break;
  await vi.waitFor(() => expect(cancelled).toHaveBeenCalledOnce());
});
