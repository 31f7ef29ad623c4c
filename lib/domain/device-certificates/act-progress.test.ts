import { describe, expect, test } from "vitest";
import { type Carried, type OpenAct, progressOf } from "./act-progress";

const old: Carried = { caName: "one", serialNumber: "0a1b" };
const renewed: Carried = { caName: "one", serialNumber: "77" };
const ofOther: Carried = { caName: "two", serialNumber: "88" };

const act = (more: Partial<OpenAct>): OpenAct => ({
  act: "renew",
  caName: "one",
  toCaName: null,
  serialNumber: "a1b",
  heartbeatsSeen: 0,
  ...more,
});

const open = (heartbeatsSeen = 0) => ({ heartbeatsSeen, ended: null });
const applied = (heartbeatsSeen: number) => ({ heartbeatsSeen, ended: "applied" });
const superseded = (heartbeatsSeen = 0) => ({ heartbeatsSeen, ended: "superseded" });

test.each([
  // The vendor drops leading zeros: the same certificate in two spellings.
  ["renew", {}, old, open()],
  ["renew", {}, renewed, applied(1)],
  ["renew", {}, ofOther, superseded()],
  ["renew", {}, null, superseded()],
  ["rekey", {}, old, open()],
  ["rekey", {}, null, open(1)],
  ["rekey", { heartbeatsSeen: 1 }, renewed, applied(2)],
  // Both heartbeats between two looks.
  ["rekey", {}, renewed, applied(2)],
  ["rekey", { heartbeatsSeen: 1 }, ofOther, superseded(1)],
  ["remove", {}, old, open()],
  ["remove", {}, null, applied(1)],
  ["remove", {}, renewed, superseded()],
  ["transfer", { toCaName: "two" }, old, open()],
  ["transfer", { toCaName: "two" }, renewed, open()],
  ["transfer", { toCaName: "two" }, ofOther, applied(1)],
  ["transfer", { toCaName: "two" }, null, superseded()],
  // Nothing on the device tells of it.
  ["revoke", {}, null, open()],
] as const)("%s %j, and the device carries %j", (kind, more, carried, progress) => {
  expect(progressOf(act({ act: kind, ...more }), carried)).toEqual(progress);
});

describe("when nobody knows which certificate was there", () => {
  const unknown = act({ act: "rekey", serialNumber: null });
  test("the first one that is seen is not taken for the new one, but one behind a gap is", () => {
    expect(progressOf(unknown, renewed)).toEqual(open());
    expect(progressOf({ ...unknown, heartbeatsSeen: 1 }, renewed)).toEqual(applied(2));
  });
});
