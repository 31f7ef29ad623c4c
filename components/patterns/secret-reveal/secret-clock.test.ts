import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { countDown, endUnseen, type SecretEnd } from "./secret-clock";

const end = vi.fn<(why: SecretEnd) => void>();

beforeEach(() => {
  vi.useFakeTimers();
  end.mockClear();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("the countdown", () => {
  test("tells every second, and ends at its time", () => {
    const ticks: number[] = [];
    countDown(Date.now() + 3_000, (left) => ticks.push(left), end);
    vi.advanceTimersByTime(2_999);
    expect(ticks).toEqual([3, 2, 1]);
    expect(end).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(end.mock.calls).toEqual([["time"]]);
  });

  test("is not made longer by timers that were late", () => {
    const tick = vi.fn();
    countDown(Date.now() + 60_000, tick, end);
    // A tab in the background: its timer comes after a minute and a half.
    vi.setSystemTime(Date.now() + 90_000);
    vi.advanceTimersByTime(1_000);
    expect(end.mock.calls).toEqual([["time"]]);
    expect(tick).toHaveBeenCalledTimes(1);
  });

  test("can be stopped", () => {
    countDown(Date.now() + 3_000, () => {}, end)();
    vi.advanceTimersByTime(10_000);
    expect(end).not.toHaveBeenCalled();
  });
});

describe("out of sight", () => {
  /** A page as the browser has it. */
  function page() {
    const document = Object.assign(new EventTarget(), { hidden: false });
    const window = new EventTarget();
    vi.stubGlobal("document", document);
    vi.stubGlobal("window", window);
    const turn = (hidden: boolean) => {
      document.hidden = hidden;
      document.dispatchEvent(new Event("visibilitychange"));
    };
    return { document, window, turn };
  }

  test("for half a minute it ends; a short look elsewhere does not matter", () => {
    const { turn } = page();
    endUnseen(end);
    turn(true);
    vi.advanceTimersByTime(29_999);
    turn(false);
    vi.advanceTimersByTime(60_000);
    expect(end).not.toHaveBeenCalled();
    turn(true);
    vi.advanceTimersByTime(30_000);
    expect(end.mock.calls).toEqual([["unseen"]]);
  });

  test.each(["pagehide", "freeze"])("by %s it ends at once", (event) => {
    const { document, window } = page();
    endUnseen(end);
    (event === "freeze" ? document : window).dispatchEvent(new Event(event));
    expect(end.mock.calls).toEqual([["unseen"]]);
  });

  test("nothing is listened to any more when it has ended", () => {
    const { document, window, turn } = page();
    const stop = endUnseen(end);
    turn(true);
    stop();
    vi.advanceTimersByTime(60_000);
    window.dispatchEvent(new Event("pagehide"));
    document.dispatchEvent(new Event("freeze"));
    turn(true);
    vi.advanceTimersByTime(60_000);
    expect(end).not.toHaveBeenCalled();
  });
});
