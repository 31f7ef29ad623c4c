import { expect, test } from "vitest";
import { receiverState } from "./receiver-state";

const [early, late] = ["2026-05-01T00:00:00.000Z", "2026-05-02T00:00:00.000Z"];
const never = { connectedAt: null, tokenMadeAt: null, previousTokenTaken: false, lastReceivedAt: null };

test.each([
  ["Not connected", never],
  ["Connected", { ...never, tokenMadeAt: early, connectedAt: early }],
  [
    "Token change not confirmed",
    { ...never, tokenMadeAt: late, connectedAt: early, previousTokenTaken: true },
  ],
  ["Waiting for the first call", { ...never, tokenMadeAt: late, lastReceivedAt: early }],
  ["No longer at u-blox", { ...never, tokenMadeAt: early, lastReceivedAt: late }],
])("%s", (word, receiver) => {
  expect(receiverState(receiver).word).toBe(word);
});
