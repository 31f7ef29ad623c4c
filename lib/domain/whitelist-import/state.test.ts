import { expect, test } from "vitest";
import { type ImportFacts, isAbandoned, stateOf } from "./state";

const checked: ImportFacts = {
  run: 0,
  driven: false,
  live: false,
  goodRows: 30,
  acceptedRows: 0,
  unknownRows: 0,
};

test.each<[string, Partial<ImportFacts>, string, boolean]>([
  ["was never sent", {}, "checked", false],
  ["has no good row", { goodRows: 0 }, "checked", false],
  ["has a living loop", { run: 1, driven: true, live: true }, "sending", false],
  [
    "is sent again after a lost answer",
    { run: 2, driven: true, live: true, unknownRows: 10 },
    "sending",
    false,
  ],
  ["is all accepted", { run: 1, acceptedRows: 30 }, "done", false],
  [
    "is all accepted, but the loop died before it said so",
    { run: 1, driven: true, acceptedRows: 30 },
    "done",
    false,
  ],
  ["was refused in part", { run: 1, acceptedRows: 10 }, "stopped", false],
  ["lost an answer", { run: 1, acceptedRows: 10, unknownRows: 10 }, "unknown", false],
  ["lost its loop between two chunks", { run: 1, driven: true, acceptedRows: 10 }, "stopped", true],
  [
    "lost its loop within a chunk",
    { run: 1, driven: true, acceptedRows: 10, unknownRows: 10 },
    "unknown",
    true,
  ],
])("an import that %s", (_name, facts, state, abandoned) => {
  expect(stateOf({ ...checked, ...facts })).toBe(state);
  expect(isAbandoned({ ...checked, ...facts })).toBe(abandoned);
});
