import { describe, expect, test } from "vitest";
import { chosenTargets, nothingChosen } from "./chosen-targets";

const uid = (index: number) => index.toString(16).padStart(16, "0");

const read = (values: Partial<typeof nothingChosen>) => chosenTargets.parse({ ...nothingChosen, ...values });
const fault = (values: Partial<typeof nothingChosen>) => {
  const { error } = chosenTargets.safeParse({ ...nothingChosen, ...values });
  return error?.issues.map(({ path, message }) => [path.join("."), message]);
};

describe("pasted devices", () => {
  test("are a list, each once, whatever its case", () => {
    expect(read({ pasted: `${uid(10)}\n${uid(10).toUpperCase()}, ${uid(11)}` })).toEqual({
      at: "plan",
      targets: { from: "list", ids: [uid(10), uid(11)] },
    });
  });

  test("are acted on at once when there is one, pasted twice or not", () => {
    const target = { rotPublicUids: [uid(10)], deviceProfileUids: [] };
    expect(read({ pasted: uid(10) })).toEqual({ at: "once", target });
    expect(read({ pasted: `${uid(10)}\n${uid(10).toUpperCase()}` })).toEqual({ at: "once", target });
  });

  test("name the first line that is none", () => {
    expect(fault({ pasted: `${uid(1)}\n2000089280087\nnonsense` })).toEqual([
      ["pasted", expect.stringContaining("Line 2, “2000089280087”, is not a RoT UID")],
    ]);
    expect(fault({ pasted: " \n" })).toEqual([["pasted", "Paste at least one line."]]);
  });

  test("of more than a request carries are sent to a file", () => {
    const pasted = Array.from({ length: 10_001 }, (_, index) => uid(index)).join("\n");
    expect(fault({ pasted })).toEqual([
      ["pasted", expect.stringContaining("these are 10,001. A file holds")],
    ]);
  });
});

test("a file, the devices with a tag, and several device profiles are planned", () => {
  const file = new File(["x"], "north.csv");
  expect(read({ from: "file", file })).toEqual({
    at: "plan",
    targets: { from: "file", fileName: "north.csv" },
    file,
  });
  expect(read({ from: "tag", tag: "north" })).toEqual({
    at: "plan",
    targets: { from: "devices", question: { tag: "north" } },
  });
  expect(read({ from: "deviceProfiles", deviceProfileUids: ["a", "b"] })).toEqual({
    at: "plan",
    targets: { from: "deviceProfiles", ids: ["a", "b"] },
  });
});

test("one device profile is acted on at once", () => {
  expect(read({ from: "deviceProfiles", deviceProfileUids: ["a"] })).toEqual({
    at: "once",
    target: { rotPublicUids: [], deviceProfileUids: ["a"] },
  });
});

test.each([
  ["file", "Choose a file."],
  ["tag", "Choose the tag that the devices carry."],
  ["deviceProfiles", "Choose at least one device profile."],
] as const)("without anything chosen %s says what is missing", (from, message) => {
  const path = from === "deviceProfiles" ? "deviceProfileUids" : from;
  expect(fault({ from, pasted: uid(1) })).toEqual([[path, message]]);
});
