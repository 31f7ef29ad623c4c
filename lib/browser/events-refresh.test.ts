import { focusManager, QueryClient, QueryObserver } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { batches } from "@/lib/contract/batches";
import { deviceCertificates } from "@/lib/contract/device-certificates";
import { deviceEvents } from "@/lib/contract/device-events";
import { devices } from "@/lib/contract/devices";
import { jobs } from "@/lib/contract/jobs";
import { notices } from "@/lib/contract/notices";
import type { AnyRead } from "@/lib/contract/operation";
import { tags } from "@/lib/contract/tags";
import { concerns, refreshOnEvents } from "./events-refresh";
import type { LiveMessage } from "./events-stream";
import { pausedOptions } from "./paused";
import { keyOf } from "./queries";

const [jobA, jobB] = [`job_${"a".repeat(32)}`, `job_${"b".repeat(32)}`];
const aboutA: LiveMessage = { type: "job", jobId: jobA };
const [deviceA, deviceB] = ["135700008928c093", "0002000089280087"];
const aboutDevice: LiveMessage = { type: "deviceEvent", rotPublicUid: deviceA };
const notice: LiveMessage = { type: "notice", userId: "usr_1" };

let client: QueryClient;
const stops: (() => void)[] = [];
beforeEach(() => {
  vi.useFakeTimers();
  client = new QueryClient({ defaultOptions: { queries: { staleTime: 15_000, retry: false } } });
  client.mount();
});
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
  client.unmount();
  client.clear();
  focusManager.setFocused(undefined);
  vi.useRealTimers();
});

/** A question that a page shows the answer of. @returns when it was asked, in milliseconds from now on */
async function show(read: AnyRead, input: Parameters<typeof keyOf>[1] = {}, answerMs = 10, options = {}) {
  const asked: number[] = [];
  let startedAtMs = Date.now();
  const observer = new QueryObserver(client, {
    queryKey: keyOf(read, input),
    queryFn: async () => {
      asked.push(Date.now() - startedAtMs);
      await new Promise((resolve) => setTimeout(resolve, answerMs));
      return asked.length;
    },
    ...options,
  });
  stops.push(observer.subscribe(() => {}));
  await vi.advanceTimersByTimeAsync(answerMs);
  asked.length = 0;
  startedAtMs = Date.now();
  return { asked, isStale: () => observer.getCurrentResult().isStale };
}

test.each([
  [aboutA, jobs.list, {}, true],
  [aboutA, jobs.get, { params: { jobId: jobA } }, true],
  [aboutA, jobs.rows, { params: { jobId: jobA }, query: { state: "failed" } }, true],
  [aboutA, jobs.get, { params: { jobId: jobB } }, false],
  [aboutA, jobs.rows, { params: { jobId: jobB } }, false],
  [aboutA, batches.list, {}, false],
  [aboutA, notices.list, {}, false],
  [{ type: "batch", batchId: 7 }, batches.list, { query: { certificateProfileId: 1 } }, true],
  [{ type: "batch", batchId: 7 }, batches.attention, {}, true],
  [{ type: "batch", batchId: 7 }, batches.get, { params: { batchId: 7 } }, true],
  [{ type: "batch", batchId: 7 }, batches.get, { params: { batchId: "7" } }, true],
  [{ type: "batch", batchId: 7 }, batches.get, { params: { batchId: 77 } }, false],
  [notice, notices.list, {}, true],
  [notice, jobs.list, {}, false],
  [{ type: "resync" }, jobs.list, {}, true],
  [{ type: "resync" }, jobs.get, { params: { jobId: jobB } }, true],
  [{ type: "resync" }, jobs.rows, { params: { jobId: jobB } }, true],
  [aboutDevice, devices.get, { params: { deviceId: deviceA } }, true],
  [aboutDevice, devices.get, { params: { deviceId: deviceB } }, false],
  [aboutDevice, deviceEvents.activity, { params: { deviceId: deviceA } }, true],
  [aboutDevice, deviceEvents.activity, { params: { deviceId: deviceB } }, false],
  [aboutDevice, deviceCertificates.get, { params: { rotPublicUid: deviceA } }, true],
  [aboutDevice, deviceCertificates.get, { params: { rotPublicUid: deviceB } }, false],
  [aboutDevice, deviceEvents.list, { query: { rotPublicUid: deviceB } }, true],
  [{ type: "deviceEvent", rotPublicUid: null }, devices.get, { params: { deviceId: deviceA } }, false],
  [{ type: "deviceEvent", rotPublicUid: null }, deviceEvents.list, {}, true],
  [{ type: "resync" }, batches.get, { params: { batchId: 7 } }, true],
  [{ type: "resync" }, batches.list, {}, true],
  [{ type: "resync" }, batches.attention, {}, true],
  [{ type: "resync" }, notices.list, {}, true],
  [{ type: "resync" }, tags.list, {}, false],
] as [LiveMessage, AnyRead, Parameters<typeof keyOf>[1], boolean][])(
  "%o concerns %#: %s",
  (message, read, input, expected) => {
    expect(concerns(message, keyOf(read, input))).toBe(expected);
  },
);

test("a key that is not one of ours is nobody's concern", () => {
  for (const key of [[], [undefined], ["jobs.get"], ["jobs.get", null], ["jobs.get", "job_1"]]) {
    expect(concerns(aboutA, key)).toBe(false);
  }
});

test("what is shown is asked for again at once; what is about something else is not", async () => {
  const [list, other] = [await show(jobs.list), await show(jobs.get, { params: { jobId: jobB } })];
  refreshOnEvents(client)(aboutA);
  await vi.advanceTimersByTimeAsync(0);
  expect([list.asked.length, other.asked.length]).toEqual([1, 0]);
});

test("a stream of events is one question a second, and one after the last event", async () => {
  const { asked } = await show(jobs.get, { params: { jobId: jobA } });
  const hear = refreshOnEvents(client);
  // From 0 to 2,450 ms.
  for (let tick = 0; tick < 50; tick++) {
    hear(aboutA);
    await vi.advanceTimersByTimeAsync(50);
  }
  await vi.advanceTimersByTimeAsync(10_000);
  expect(asked).toEqual([0, 1_000, 2_000, 3_000]);
  // And it begins anew.
  hear(aboutA);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(asked).toHaveLength(5);
});

test("each query rests by itself: a busy job does not hold up another", async () => {
  const [a, b] = [
    await show(jobs.get, { params: { jobId: jobA } }),
    await show(jobs.get, { params: { jobId: jobB } }),
  ];
  const hear = refreshOnEvents(client);
  hear(aboutA);
  hear({ type: "job", jobId: jobB });
  await vi.advanceTimersByTimeAsync(0);
  expect([a.asked.length, b.asked.length]).toEqual([1, 1]);
});

test("an answer that takes longer than a second is waited for, not broken off, and asked for again after it", async () => {
  const { asked } = await show(jobs.get, { params: { jobId: jobA } }, 3_000);
  const hear = refreshOnEvents(client);
  for (let tick = 0; tick < 40; tick++) {
    hear(aboutA);
    await vi.advanceTimersByTimeAsync(100);
  }
  await vi.advanceTimersByTimeAsync(20_000);
  // Events from 0 to 3,900: asked at 0, at 3,000 for those meanwhile, at 6,000 for those after 3,000.
  expect(asked).toEqual([0, 3_000, 6_000]);
});

test("a question under way when the event comes is asked once more, since its answer may be older", async () => {
  const { asked } = await show(jobs.list, {}, 400);
  void client.refetchQueries({ queryKey: keyOf(jobs.list) });
  await vi.advanceTimersByTimeAsync(100);
  refreshOnEvents(client)(aboutA);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(asked).toEqual([0, 1_100]);
});

test("a hidden tab asks nothing but for notices, and what changed when somebody looks", async () => {
  const [list, own, other] = [
    await show(jobs.list),
    await show(notices.list),
    await show(jobs.get, { params: { jobId: jobB } }),
  ];
  const hear = refreshOnEvents(client);
  focusManager.setFocused(false);
  for (let times = 0; times < 5; times++) {
    hear(aboutA);
    await vi.advanceTimersByTimeAsync(1_000);
  }
  hear(notice);
  await vi.advanceTimersByTimeAsync(2_000);
  expect([list.asked.length, own.asked.length]).toEqual([0, 1]);
  expect([list.isStale(), other.isStale()]).toEqual([true, false]);
  focusManager.setFocused(true);
  await vi.advanceTimersByTimeAsync(2_000);
  expect([list.asked.length, own.asked.length, other.asked.length]).toEqual([1, 1, 0]);
});

test("a paused page asks nothing, whatever happens and however often somebody comes back to the tab", async () => {
  const [paused, other] = [
    await show(jobs.get, { params: { jobId: jobA } }, 10, pausedOptions),
    await show(jobs.list),
  ];
  const hear = refreshOnEvents(client);
  for (const message of [aboutA, { type: "resync" } as const, aboutA]) {
    hear(message);
    focusManager.setFocused(false);
    focusManager.setFocused(true);
    await vi.advanceTimersByTimeAsync(2_000);
  }
  expect(paused.asked).toEqual([]);
  expect(other.asked.length).toBeGreaterThan(0);
  // It is marked, so that the end of the pause asks for it; and what its reader does still does.
  expect(paused.isStale()).toBe(true);
  void client.invalidateQueries({ queryKey: [jobs.get.operationId] });
  await vi.advanceTimersByTimeAsync(0);
  expect(paused.asked).toHaveLength(1);
});

test("what a paused page shares with a place that is not paused is asked for", async () => {
  const input = { params: { jobId: jobA } };
  const [paused, other] = [await show(jobs.get, input, 10, pausedOptions), await show(jobs.get, input)];
  refreshOnEvents(client)(aboutA);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(paused.asked.length + other.asked.length).toBe(1);
});

test("what no page shows at the moment is only marked, and asked for when a page shows it again", async () => {
  const { asked } = await show(jobs.list);
  for (const stop of stops.splice(0)) stop();
  refreshOnEvents(client)(aboutA);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(asked).toEqual([]);
  expect(client.getQueryState(keyOf(jobs.list))?.isInvalidated).toBe(true);
});
