import { expect, test } from "vitest";
import { notBrought } from "./sameness";

const at = (time: string) => Date.parse(`2026-05-10T${time}Z`);
const event = (time: string, { kind = "error", rotPublicUid = "1" } = {}) => ({
  kind,
  rotPublicUid,
  atMs: at(time),
});

const cases: [what: string, remembered: string[], brought: string[], left: string[]][] = [
  ["the same second", ["19:39:12"], ["19:39:12.900"], []],
  ["another second", ["19:39:12"], ["19:39:13"], ["19:39:12"]],
  ["told by the minute by the hook", ["19:39:42"], ["19:39"], []],
  ["told by the minute by the memory", ["19:39"], ["19:39:42"], []],
  ["another minute", ["19:40:00"], ["19:39:59"], ["19:40:00"]],
  ["two of a minute, one brought by the minute", ["19:39:10", "19:39:42"], ["19:39"], ["19:39:42"]],
  ["its twin to the second before one of the minute", ["19:39:10", "19:39:42"], ["19:39", "19:39:10"], []],
];

test.each(cases)("%s", (_what, remembered, brought, left) => {
  const events = remembered.map((time) => event(time));
  expect(
    notBrought(
      events,
      brought.map((time) => event(time)),
    ),
  ).toEqual(left.map((time) => event(time)));
});

test("another device and another kind are other events", () => {
  const remembered = [event("19:39:12")];
  const brought = [event("19:39:12", { rotPublicUid: "2" }), event("19:39:12", { kind: "properties" })];
  expect(notBrought(remembered, brought)).toEqual(remembered);
});
