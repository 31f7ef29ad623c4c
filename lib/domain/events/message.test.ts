import { expect, test } from "vitest";
import type { ConsoleEvent } from "@/lib/contract/events";
import { fromPayload, toPayload } from "./message";

const events: ConsoleEvent[] = [
  { type: "job", jobId: "job_1" },
  { type: "batch", batchId: 42 },
  { type: "notice", userId: "usr_1" },
];

test.each(events)("an event arrives as it was sent: %o", (event) => {
  expect(fromPayload(toPayload(event))).toEqual(event);
});

test("nothing but the event travels", () => {
  const event = { type: "job", jobId: "job_1", title: "Assign downtown" } as const;
  expect(JSON.parse(toPayload(event))).toEqual({ type: "job", jobId: "job_1" });
});

test("what is no event is refused where it is sent, and passed over where it arrives", () => {
  expect(() => toPayload({ type: "batch", batchId: 1.5 })).toThrow();
  for (const payload of ["", "{", "null", '{"type":"moon"}', '{"type":"job"}']) {
    expect(fromPayload(payload)).toBeUndefined();
  }
});

test("a payload that Postgres would not take is refused, counted in bytes", () => {
  const frame = '{"type":"job","jobId":""}'.length;
  expect(Buffer.byteLength(toPayload({ type: "job", jobId: "x".repeat(7_999 - frame) }))).toBe(7_999);
  expect(() => toPayload({ type: "job", jobId: "x".repeat(8_000 - frame) })).toThrow("8000 bytes");
  expect(() => toPayload({ type: "job", jobId: "ü".repeat(4_000) })).toThrow("too long");
});
