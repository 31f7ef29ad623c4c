import { expect, test, vi } from "vitest";
import { type Sharing, shareStream, streamWhileVisible } from "./events-sharing";
import type { LiveListener, LiveMessage } from "./events-stream";

/** A browser with tabs: who holds the lock, and what they say to each other. */
class FakeBrowser {
  readonly openStreams: { tab: string; listener: LiveListener }[] = [];
  readonly #channels = new Set<{ name: string; tab: string; target: EventTarget }>();
  readonly #queues = new Map<string, { tab: string; enter: () => void }[]>();
  readonly #dead = new Set<string>();
  refuseLocks = false;

  tab(tab: string, name = "person"): { heard: (LiveMessage | boolean)[]; end: () => void } {
    const heard: (LiveMessage | boolean)[] = [];
    const sharing: Sharing = {
      name,
      locks: { request: (lock, { signal }, held) => this.#request(tab, lock, signal, held) },
      openChannel: (of) => this.#openChannel(tab, of),
      openStream: (listener) => this.#openStream(tab, listener),
    };
    const end = shareStream(sharing, {
      onMessage: (message) => heard.push(message),
      onConnected: (connected) => heard.push(connected),
    });
    return { heard, end };
  }

  /** The tab is gone without a word: the browser takes back what it held. */
  kill(tab: string) {
    this.#dead.add(tab);
    for (const channel of this.#channels) if (channel.tab === tab) this.#channels.delete(channel);
    this.openStreams.splice(0, Infinity, ...this.openStreams.filter((stream) => stream.tab !== tab));
    for (const queue of this.#queues.values()) this.#leave(queue, tab);
  }

  openChannels() {
    return this.#channels.size;
  }

  stream(): LiveListener {
    const [only, ...others] = this.openStreams;
    if (only === undefined || others.length > 0)
      throw new Error(`${this.openStreams.length} streams are open`);
    return only.listener;
  }

  async #request(tab: string, name: string, signal: AbortSignal, held: () => Promise<void>) {
    if (this.refuseLocks) throw new DOMException("no locks here", "SecurityError");
    const queue = this.#queues.get(name) ?? [];
    this.#queues.set(name, queue);
    const turn = Promise.withResolvers<void>();
    signal.addEventListener("abort", () => {
      turn.reject(signal.reason);
      if (queue[0]?.tab !== tab) this.#leave(queue, tab);
    });
    queue.push({ tab, enter: turn.resolve });
    if (queue.length === 1) turn.resolve();
    await turn.promise;
    await held();
    this.#leave(queue, tab);
  }

  #leave(queue: { tab: string; enter: () => void }[], tab: string) {
    const wasHeld = queue[0]?.tab === tab;
    queue.splice(0, Infinity, ...queue.filter((waiting) => waiting.tab !== tab));
    if (wasHeld) queue[0]?.enter();
  }

  #openChannel(tab: string, name: string): ReturnType<Sharing["openChannel"]> {
    const channel = { name, tab, target: new EventTarget() };
    this.#channels.add(channel);
    return {
      addEventListener: (type, hear) => channel.target.addEventListener(type, hear as (event: Event) => void),
      postMessage: (data) => {
        if (!this.#channels.has(channel)) throw new DOMException("closed", "InvalidStateError");
        this.say(data, name, tab);
      },
      close: () => this.#channels.delete(channel),
    };
  }

  say(data: unknown, name = "person", from?: string) {
    for (const { name: of, tab, target } of this.#channels) {
      if (of === name && tab !== from) {
        target.dispatchEvent(new MessageEvent("message", { data: structuredClone(data) }));
      }
    }
  }

  #openStream(tab: string, listener: LiveListener) {
    const stream = { tab, listener };
    this.openStreams.push(stream);
    return () => {
      this.openStreams.splice(this.openStreams.indexOf(stream), 1);
      listener.onConnected(false);
    };
  }
}

/** Until every promise that can has gone on. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 0));
const resync = { type: "resync" } as const;
const job = { type: "job", jobId: "job_1" } as const;

test("many tabs open one stream, and all hear what comes over it, once", async () => {
  const browser = new FakeBrowser();
  const tabs = ["a", "b", "c"].map((tab) => browser.tab(tab));
  await settled();
  browser.stream().onConnected(true);
  browser.stream().onMessage(resync);
  browser.stream().onMessage(job);
  for (const { heard } of tabs) expect(heard).toEqual([true, resync, job]);
});

test("a tab that opens later learns that the stream stands, and is not told to ask for everything", async () => {
  const browser = new FakeBrowser();
  browser.tab("a");
  await settled();
  browser.stream().onConnected(true);
  browser.stream().onMessage(resync);
  const late = browser.tab("b");
  await settled();
  expect(late.heard).toEqual([true]);
  browser.stream().onConnected(false);
  expect(late.heard).toEqual([true, false]);
});

test("when the leader closes, another tab opens the stream, and all hear that they may have missed something", async () => {
  const browser = new FakeBrowser();
  const [a, b, c] = ["a", "b", "c"].map((tab) => browser.tab(tab));
  await settled();
  browser.stream().onConnected(true);
  a?.end();
  await settled();
  expect(browser.openStreams.map(({ tab }) => tab)).toEqual(["b"]);
  expect([a?.heard, b?.heard, c?.heard]).toEqual([
    [true, false],
    [true, false],
    [true, false],
  ]);
  browser.stream().onConnected(true);
  browser.stream().onMessage(resync);
  expect(c?.heard).toEqual([true, false, true, resync]);
  expect(a?.heard).toEqual([true, false]);
});

test("when the leader dies without a word, the next says how things stand", async () => {
  const browser = new FakeBrowser();
  browser.tab("a");
  const [b, c] = ["b", "c"].map((tab) => browser.tab(tab));
  await settled();
  browser.stream().onConnected(true);
  browser.kill("a");
  await settled();
  expect(browser.openStreams.map(({ tab }) => tab)).toEqual(["b"]);
  expect([b?.heard, c?.heard]).toEqual([
    [true, false],
    [true, false],
  ]);
  browser.stream().onConnected(true);
  browser.stream().onMessage(job);
  expect([b?.heard, c?.heard]).toEqual([
    [true, false, true, job],
    [true, false, true, job],
  ]);
});

test("a tab that closes while it waits never leads, and leaves nothing open", async () => {
  const browser = new FakeBrowser();
  const [a, b, c] = ["a", "b", "c"].map((tab) => browser.tab(tab));
  await settled();
  b?.end();
  b?.end();
  a?.end();
  await settled();
  expect(browser.openStreams.map(({ tab }) => tab)).toEqual(["c"]);
  c?.end();
  await settled();
  expect(browser.openStreams).toEqual([]);
  expect(browser.openChannels()).toBe(0);
});

test("a tab that closes at once, as React mounts twice in development, leads nothing", async () => {
  const browser = new FakeBrowser();
  browser.tab("a").end();
  const second = browser.tab("a again");
  await settled();
  browser.stream().onConnected(true);
  expect(second.heard).toEqual([true]);
  expect(browser.openChannels()).toBe(1);
});

test("two people in one browser share nothing", async () => {
  const browser = new FakeBrowser();
  const [ada, bob] = [browser.tab("a", "ada"), browser.tab("b", "bob")];
  await settled();
  expect(browser.openStreams.map(({ tab }) => tab)).toEqual(["a", "b"]);
  browser.openStreams[0]?.listener.onMessage(job);
  expect([ada.heard, bob.heard]).toEqual([[job], []]);
});

test("a tab passes over words that it does not know", async () => {
  const browser = new FakeBrowser();
  browser.tab("a");
  const follower = browser.tab("b");
  await settled();
  for (const word of [null, 7, {}, { say: "moon" }, { say: "message", message: { type: "moon" } }]) {
    browser.say(word);
  }
  expect(follower.heard).toEqual([]);
});

test("where locks are refused each tab has its own stream, hears what comes once, and can end", async () => {
  const browser = new FakeBrowser();
  browser.refuseLocks = true;
  const [a, b] = [browser.tab("a"), browser.tab("b")];
  await settled();
  expect(browser.openStreams).toHaveLength(2);
  for (const { listener } of browser.openStreams) listener.onMessage(job);
  expect([a.heard, b.heard]).toEqual([[job], [job]]);
  a.end();
  b.end();
  await settled();
  expect(browser.openStreams).toEqual([]);
  expect(browser.openChannels()).toBe(0);
});

class FakePage extends EventTarget {
  visibilityState: DocumentVisibilityState = "visible";

  turn(state: DocumentVisibilityState) {
    this.visibilityState = state;
    this.dispatchEvent(new Event("visibilitychange"));
  }
}

test("a tab without locks has a stream while it is seen, and none while it is not", () => {
  const page = new FakePage();
  const close = vi.fn();
  const open = vi.fn(() => close);
  const end = streamWhileVisible(page, open, { onMessage: vi.fn(), onConnected: vi.fn() });
  const counts = () => [open.mock.calls.length, close.mock.calls.length];
  expect(counts()).toEqual([1, 0]);
  page.turn("hidden");
  page.turn("hidden");
  expect(counts()).toEqual([1, 1]);
  page.turn("visible");
  page.turn("visible");
  expect(counts()).toEqual([2, 1]);
  end();
  page.turn("hidden");
  page.turn("visible");
  expect(counts()).toEqual([2, 2]);
});
