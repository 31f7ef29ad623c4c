import { expect, test } from "vitest";
import { parseJson } from "./json";

test("keeps every digit of integers that a number cannot hold, as strings", () => {
  const text =
    '{"a":9007199254740993,"b":[-9999999999999999,123456789012345678901],"c":{"d":9999999999999999}}';
  expect(parseJson(text)).toEqual({
    a: "9007199254740993",
    b: ["-9999999999999999", "123456789012345678901"],
    c: { d: "9999999999999999" },
  });
  expect(parseJson("9007199254740993")).toBe("9007199254740993");
});

test("leaves other numbers, and digits within strings, as they are", () => {
  const text =
    '{"a":9007199254740991,"b":1.5,"c":1e3,"d":"9007199254740993, 9007199254740993","e":1234567890123456.5}';
  expect(parseJson(text)).toEqual(JSON.parse(text));
});

test("refuses what is not JSON", () => {
  expect(() => parseJson("{9007199254740993")).toThrow(SyntaxError);
});
