import { beforeEach, expect, test, vi } from "vitest";
import { beginDraining, isDraining, whenDraining } from "./lifecycle";

beforeEach(() => {
  Object.assign(globalThis, { munimentIsDraining: undefined, munimentWhenDraining: undefined });
});

test("whoever waits for the end is told when it begins", () => {
  const [one, other, left] = [vi.fn(), vi.fn(), vi.fn()];
  whenDraining(one);
  // Finishing is also what makes one leave.
  const leave = whenDraining(() => {
    other();
    leave();
  });
  whenDraining(left)();
  expect(isDraining()).toBe(false);
  beginDraining();
  expect(isDraining()).toBe(true);
  expect(one).toHaveBeenCalledOnce();
  expect(other).toHaveBeenCalledOnce();
  expect(left).not.toHaveBeenCalled();
});

test("whoever comes after that is told at once", () => {
  beginDraining();
  const late = vi.fn();
  whenDraining(late);
  expect(late).toHaveBeenCalledOnce();
});
