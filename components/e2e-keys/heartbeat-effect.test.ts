import { expect, test } from "vitest";
import { heartbeatEffect, heartbeatSecondsOf } from "./heartbeat-effect";

const day = 86_400;
const every = (days: number) => ({ type: "automatic", days }) as const;

test.each([
  [every(1), 7 * day, true, "Heartbeat will change from 7 d to 1 d."],
  [every(1), day + 43_200, true, "Heartbeat will change from 1 d 12 h to 1 d."],
  [every(7), 7 * day, false, "Heartbeat stays at 7 d."],
  [every(30), 43_200, false, "Heartbeat stays at 12 h."],
  [{ type: "continuous" }, 7 * day, false, "The heartbeat stays as it is."],
] as const)("%j with a heartbeat of %i s", (rotation, heartbeatSeconds, shortens, words) => {
  expect(heartbeatEffect(rotation, heartbeatSeconds)).toEqual({ shortens, words });
});

test("an unknown heartbeat is said to be unknown, and what would happen to a longer one", () => {
  expect(heartbeatEffect(every(2), null)).toEqual({
    shortens: false,
    words: "The device's heartbeat is not known. If it is longer than 2 d, it will change to 2 d.",
  });
});

test("what is wanted of a device counts before what it goes by", () => {
  const propertiesWith = (value: string) => ({
    authorizations: [],
    networkParameters: [{ name: "SecurityHeartbeatInSec", value, at: null }],
    zerotouch: null,
  });
  expect(heartbeatSecondsOf({ desired: propertiesWith("604800"), current: propertiesWith("86400") })).toBe(
    7 * day,
  );
  expect(heartbeatSecondsOf({ desired: null, current: propertiesWith("86400") })).toBe(day);
  expect(heartbeatSecondsOf({ desired: null, current: null })).toBeNull();
  expect(heartbeatSecondsOf(undefined)).toBeNull();
});
