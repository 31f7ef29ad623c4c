import { expect, test } from "vitest";
import { chosenSerials, nothingChosen, serialsOfLines } from "./chosen-serials";

const chosen = (more: object) => chosenSerials.safeParse({ ...nothingChosen, ...more });

test("one serial number is activated at once, in capitals, however often it was pasted", () => {
  expect(chosen({ pasted: " jn1234abcdef \nJN1234ABCDEF" }).data).toEqual({
    at: "once",
    quantity: 1,
    serialNumber: "JN1234ABCDEF",
  });
});

test("several become a plan, each once", () => {
  expect(chosen({ pasted: "JN1234, JN5678\nJN1234", quantity: 2 }).data).toEqual({
    at: "plan",
    quantity: 2,
    targets: { from: "list", ids: ["JN1234", "JN5678"] },
  });
});

test("a file becomes a plan uncounted", () => {
  const file = new File(["JN1234\n"], "site.csv");
  expect(chosen({ from: "file", file }).data).toEqual({
    at: "plan",
    quantity: 1,
    targets: { from: "file", fileName: "site.csv" },
    file,
  });
});

test.each([
  [{}, ["pasted", "Paste at least one line."]],
  [{ from: "file" }, ["file", "Choose a file."]],
  [{ pasted: "JN1234", quantity: 0 }, ["quantity", "At least 1."]],
  [{ pasted: "JN1234", quantity: Number.NaN }, ["quantity", "Say how many each device takes."]],
  [
    { pasted: "JN1234\nJN 12" },
    ["pasted", "Line 2, “JN 12”, is not a serial number: 4 to 64 letters, digits and dashes."],
  ],
])("%j is told where it stands", (more, [path, message]) => {
  const issue = chosen(more).error?.issues[0];
  expect([issue?.path.join("."), issue?.message]).toEqual([path, message]);
});

test("too many lines are sent to a file", () => {
  const lines = Array.from({ length: 10_001 }, (_, index) => `JN${index + 1_000}`);
  expect(serialsOfLines(lines)).toEqual({
    message: "At most 10,000 can be pasted; these are 10,001. A file holds up to 1,000,000.",
  });
});
