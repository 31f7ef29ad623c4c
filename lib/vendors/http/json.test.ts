import { expect, test } from "vitest";
import { parseJson } from "./json";

test("keeps every digit of integers that a number cannot hold, as strings", () => {
  const text =
    '{"a":9007199254740993,"b":[-9999999999999999, 123456789012345678901],"c":{"d" : 9999999999999999 }}';
  expect(parseJson(text)).toEqual({
    a: "9007199254740993",
    b: ["-9999999999999999", "123456789012345678901"],
    c: { d: "9999999999999999" },
  });
  expect(parseJson("9007199254740993")).toBe("9007199254740993");
  expect(parseJson("-9007199254740993")).toBe("-9007199254740993");
});

test.each([
  [
    '{"a":9007199254740991,"b":1.5,"c":1e3,"d":[1234567890123456.5, 1234567890123456e2, 0.12345678901234567]}',
  ],
  ['["9007199254740993, 9007199254740993", 9007199254740991]'],
  ['[": 9007199254740993", "\\" : 9007199254740993, \\\\", "\\\\", 1]'],
  ['{"9007199254740993": 1, "a , 9007199254740993 ": [9007199254740991]}'],
  ["[1e-1234567890123456, 1E+1234567890123456]"],
])("leaves other numbers, and digits within strings, as they are: %s", (text) => {
  expect(parseJson(text)).toEqual(JSON.parse(text));
});

test.each([["{9007199254740993"], ['[" 9007199254740993'], ["9007199254740993 1"]])(
  "refuses %s, which is not JSON",
  (text) => {
    expect(() => parseJson(text)).toThrow(SyntaxError);
  },
);

test.each([
  ["a long string", `[9007199254740993, "${"x".repeat(2_000_000)}"]`],
  ["many escapes", `[9007199254740993, "${'\\"'.repeat(1_000_000)}"]`],
  ["many numbers", `[9007199254740993${", 1".repeat(600_000)}]`],
])("is not held up by %s", { timeout: 2_000 }, (_name, text) => {
  expect(parseJson(text)).toHaveProperty("0", "9007199254740993");
});

test.each([
  ["an open string of escapes", `[9007199254740993, "${'\\"'.repeat(1_000_000)}`],
  ["digits without end", `[ ${"9".repeat(2_000_000)}`],
  ["dashes and digits", `[ ${"-1234567890123456".repeat(100_000)}`],
])("is not held up by %s", { timeout: 2_000 }, (_name, text) => {
  expect(() => parseJson(text)).toThrow(SyntaxError);
});
