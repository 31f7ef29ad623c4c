import { expect, test } from "vitest";
import { doubtsAbout } from "./doubts";

test.each([
  [{ caValidityDays: 3_650, certificateValidityDays: 365, renewBeforeDays: 30 }, []],
  [{ caValidityDays: 3_650, certificateValidityDays: 365 }, []],
  [{ caValidityDays: 3_650, certificateValidityDays: 3_650, renewBeforeDays: null }, []],
  [{ caValidityDays: 1_825, certificateValidityDays: 1_826 }, ["outlive the root CA"]],
  [{ caValidityDays: 1_825, certificateValidityDays: 30, renewBeforeDays: 30 }, ["at every heartbeat"]],
  [{ caValidityDays: null, certificateValidityDays: null, renewBeforeDays: 30 }, []],
])("%j", (typed, doubts) => {
  expect(doubtsAbout(typed)).toEqual(doubts.map((words) => expect.stringContaining(words)));
});
