import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { attemptWith, keepStream, type LiveMessage } from "./events-stream";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** What a browser's EventSource would be told by the server. */
class FakeSource extends EventTarget {
  closed = false;

  close() {
    this.closed = true;
  }
  say(type: string, data = "{}") {
    this.dispatchEvent(new MessageEvent(type, { data }));
  }
  fail() {
    this.dispatchEvent(new Event("error"));
  }
}

function start(random = () => 1) {
  const sources: FakeSource[] = [];
  const told: (LiveMessage | boolean)[] = [];
  const stream = keepStream(
    attemptWith(() => {
      const source = new FakeSource();
      sources.push(source);
      return source;
    }),
    { onMessage: (message) => told.push(message), onConnected: (connected) => told.push(connected) },
    random,
  );
  const latest = () => {
    const source = sources.at(-1);
    if (source === undefined) throw new Error("nothing was opened");
    return source;
  };
  /** Loses the stream, and tells how long it takes until the next attempt. */
  const loseAndMeasure = (lose = () => latest().fail()) => {
    const before = sources.length;
    lose();
    const startedAtMs = Date.now();
    while (sources.length === before && Date.now() - startedAtMs < 600_000) vi.advanceTimersByTime(100);
    return Date.now() - startedAtMs;
  };
  return { stream, sources, told, latest, loseAndMeasure };
}

const resync = { type: "resync" } as const;

test("it counts as connected from the server's first word on, and hands on what comes", () => {
  const { told, latest } = start();
  expect(told).toEqual([]);
  latest().say("resync");
  latest().say("message", '{"type":"job","jobId":"job_1"}');
  latest().say("resync");
  expect(told).toEqual([true, resync, { type: "job", jobId: "job_1" }, resync]);
});

test("what it does not know, or is no event at all, is passed over", () => {
  const { told, latest } = start();
  for (const data of ["", "{", '{"type":"moon"}', '{"type":"batch","batchId":"7"}'])
    latest().say("message", data);
  latest().dispatchEvent(new Event("message"));
  latest().say("another kind");
  expect(told).toEqual([]);
});

test("after a loss it says so once, waits, and comes back; the old connection is closed and speaks no more", () => {
  const { told, sources, latest, loseAndMeasure } = start();
  latest().say("resync");
  const first = latest();
  expect(loseAndMeasure()).toBe(1_000);
  expect(first.closed).toBe(true);
  first.fail();
  first.say("message", '{"type":"batch","batchId":1}');
  latest().say("resync");
  expect(sources).toHaveLength(2);
  expect(told).toEqual([true, resync, false, true, resync]);
});

test("waits double up to a minute, and begin anew after a connection that held", () => {
  const { told, latest, loseAndMeasure } = start();
  const waits = Array.from({ length: 8 }, () => loseAndMeasure());
  expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]);
  expect(told).toEqual([]);
  latest().say("resync");
  vi.advanceTimersByTime(9_000);
  expect(loseAndMeasure()).toBe(60_000);
  latest().say("resync");
  vi.advanceTimersByTime(10_000);
  expect(loseAndMeasure()).toBe(1_000);
});

test("chance shortens a wait by up to a half, so that browsers do not come back together", () => {
  expect(start(() => 0).loseAndMeasure()).toBe(500);
  expect(start(() => 0.5).loseAndMeasure()).toBe(800);
});

test("a stream that had to make room waits the longest time at once", () => {
  const { told, latest, loseAndMeasure } = start();
  latest().say("resync");
  expect(loseAndMeasure(() => latest().say("displaced"))).toBe(60_000);
  expect(told).toEqual([true, resync, false]);
});

test("a wait can be cut short; what is open stays as it is", () => {
  const { stream, sources, latest } = start();
  stream.retryNow();
  expect(sources).toHaveLength(1);
  latest().fail();
  stream.retryNow();
  expect(sources).toHaveLength(2);
  vi.advanceTimersByTime(120_000);
  expect(sources).toHaveLength(2);
});

test("closing ends it for good, open or waiting", () => {
  const open = start();
  open.latest().say("resync");
  open.stream.close();
  expect(open.latest().closed).toBe(true);
  expect(open.told).toEqual([true, resync, false]);

  const waiting = start();
  waiting.latest().fail();
  waiting.stream.close();
  waiting.stream.retryNow();
  for (const { sources } of [open, waiting]) {
    vi.advanceTimersByTime(120_000);
    expect(sources).toHaveLength(1);
  }
});
