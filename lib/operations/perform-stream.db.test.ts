import { createHash, randomBytes } from "node:crypto";
import { Readable } from "node:stream";
import { describe, expect, test, vi } from "vitest";
import { listEntries } from "@/lib/audit/read";
import { tester } from "@/lib/audit/testing";
import { testDatabase } from "@/lib/db/testing";
import { attachment } from "@/lib/http/attachment";
import { logger } from "@/lib/log";
import { VendorError } from "@/lib/vendors/http/vendor-error";
import type { Act } from "./perform";
import { type FileStream, performStream } from "./perform-stream";

const { owner } = await testDatabase();
// Failures are what these tests make; the log need not tell of them.
logger().level = "silent";

let number = 0;
function anAct(changes: Partial<Act> = {}): Act {
  number += 1;
  return {
    actor: tester,
    action: "batches.download",
    permission: "batches:download",
    subject: { type: "batch", id: "12" },
    requestId: `req_${number}`,
    ...changes,
  };
}

const rowsOf = async ({ requestId }: Act) => (await listEntries({ requestId }, { size: 50 })).items.reverse();

/** The rows once the outcome is there: a reader who has left does not wait for it. */
async function settledRowsOf(act: Act) {
  await vi.waitFor(async () => expect((await rowsOf(act)).length).toBeGreaterThan(1), 5_000);
  return rowsOf(act);
}

const bytes = randomBytes(300_000);
const sha256 = createHash("sha256").update(bytes).digest("hex");
const pieces = Array.from({ length: 30 }, (_, index) => bytes.subarray(index * 10_000, (index + 1) * 10_000));

const zip = (body: Readable, byteLength?: number): FileStream => ({
  fileName: "batch-12.zip",
  mediaType: "application/zip",
  byteLength,
  body,
});

async function* fails(after: number, error: Error) {
  yield* pieces.slice(0, after);
  throw error;
}

test("the bytes pass unchanged, and the history holds their number and their SHA-256", async () => {
  const act = anAct();
  const { file, body } = await performStream(act, async (permit, note) => {
    expect(await rowsOf(act)).toEqual([
      expect.objectContaining({ outcome: "intent", entryId: permit.auditId }),
    ]);
    note({ batchName: "spring" });
    return zip(Readable.from(pieces), bytes.length);
  });
  const response = attachment(file, act.requestId, body);
  expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true);
  const [intent, outcome, ...others] = await settledRowsOf(act);
  expect(others).toEqual([]);
  expect(outcome).toMatchObject({
    outcome: "succeeded",
    intentId: intent?.entryId,
    detail: { batchName: "spring", bytes: bytes.length, sha256 },
  });
});

describe("a file that did not arrive whole never looks whole", () => {
  test.each([
    ["the vendor's stream breaks", () => zip(Readable.from(fails(4, new Error("reset"))))],
    ["it ends before its announced length", () => zip(Readable.from(pieces.slice(0, 4)), bytes.length)],
  ])("%s", async (_what, open) => {
    const act = anAct();
    const { file, body } = await performStream(act, async () => open());
    await expect(attachment(file, act.requestId, body).arrayBuffer()).rejects.toThrow();
    expect((await settledRowsOf(act))[1]).toMatchObject({
      outcome: "failed",
      detail: { bytes: 40_000, code: "stream_cut" },
    });
    expect(file.body.destroyed).toBe(true);
  });

  test("it is longer than announced", async () => {
    const act = anAct();
    const { body } = await performStream(act, async () => zip(Readable.from(pieces), 40_000));
    await expect(new Response(body).arrayBuffer()).rejects.toThrow();
    expect((await settledRowsOf(act))[1]).toMatchObject({ outcome: "failed" });
  });
});

describe("a reader who leaves", () => {
  test("between two chunks closes the vendor's stream, once, with the bytes so far", async () => {
    const act = anAct();
    const { file, body } = await performStream(act, async () => zip(Readable.from(pieces)));
    const reader = body.getReader();
    await reader.read();
    await reader.read();
    await reader.cancel();
    expect(file.body.destroyed).toBe(true);
    const rows = await settledRowsOf(act);
    expect(rows.map(({ outcome }) => outcome)).toEqual(["intent", "failed"]);
    expect(rows[1]?.detail).toEqual({ bytes: 20_000, code: "reader_left" });
  });

  test("while a chunk is awaited leaves one outcome, not a second one for the wait", async () => {
    const act = anAct();
    // Like the HTTP client's body, it tells whoever waits for a chunk that it was destroyed.
    const source = new Readable({ read() {}, destroy: (_error, callback) => callback(new Error("aborted")) });
    const { file, body } = await performStream(act, async () => zip(source));
    const reader = body.getReader();
    source.push(pieces[0]);
    await reader.read();
    const waiting = reader.read();
    // The stream asks for the next chunk in a later turn.
    await new Promise(setImmediate);
    await reader.cancel();
    await waiting;
    expect(file.body.destroyed).toBe(true);
    // A second row would be written in the same moment; give it one.
    await new Promise((resolve) => setTimeout(resolve, 100));
    const rows = await settledRowsOf(act);
    expect(rows.map(({ outcome, detail }) => [outcome, detail])).toEqual([
      ["intent", {}],
      ["failed", { bytes: 10_000, code: "reader_left" }],
    ]);
  });
});

test("nothing is read from the vendor before somebody reads", async () => {
  const act = anAct();
  let read = 0;
  const source = Readable.from(
    (function* () {
      for (const piece of pieces) {
        read += 1;
        yield piece;
      }
    })(),
    { highWaterMark: 1 },
  );
  const { body } = await performStream(act, async () => zip(source));
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(read).toBe(0);
  const reader = body.getReader();
  await reader.read();
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(read).toBeLessThan(5);
  await reader.cancel();
});

test("a refusal before the first byte is thrown on and recorded", async () => {
  for (const mayHaveActed of [false, true]) {
    const act = anAct();
    const error = new VendorError({
      kind: mayHaveActed ? "connection_lost" : "not_found",
      vendor: "sectigo",
      call: "GET /batches/{id}/download",
      requestId: act.requestId,
      mayHaveActed,
    });
    await expect(performStream(act, () => Promise.reject(error))).rejects.toBe(error);
    expect((await rowsOf(act)).map(({ outcome }) => outcome)).toEqual([
      "intent",
      mayHaveActed ? "unknown" : "failed",
    ]);
  }
});

test("without the right, or without a record, the vendor is not asked", async () => {
  const run = vi.fn();
  const denied = anAct({ actor: { ...tester, role: "auditor" } });
  await expect(performStream(denied, run)).rejects.toMatchObject({ code: "forbidden" });
  expect((await rowsOf(denied)).map(({ outcome }) => outcome)).toEqual(["denied"]);
  await owner`revoke insert on audit_entries from muniment_app`;
  try {
    await expect(performStream(anAct(), run)).rejects.toMatchObject({ code: "audit_unavailable" });
  } finally {
    await owner`grant insert on audit_entries to muniment_app`;
  }
  expect(run).not.toHaveBeenCalled();
});
