import { describe, expect, it } from "vitest";
import { newSerialNumber, serialNumberIn } from "./serial-number";

describe("serial numbers", () => {
  it.each([
    ["73068c914de40ccaee84e03a66b4858", "73068c914de40ccaee84e03a66b4858"],
    ["073068C914DE40CCAEE84E03A66B4858", "73068c914de40ccaee84e03a66b4858"],
    ["0001", "1"],
    ["f".repeat(40), "f".repeat(40)],
    ["f".repeat(41), null],
    ["0", null],
    ["", null],
    ["0x1", null],
    ["12 34", null],
  ])("%j means %j", (text, number) => {
    expect(serialNumberIn(text)).toBe(number);
  });

  it("are positive in 16 bytes and spelled without zeros in front", () => {
    for (const number of Array.from({ length: 200 }, newSerialNumber)) {
      expect(serialNumberIn(number)).toBe(number);
      expect(BigInt(`0x${number}`) < 2n ** 127n).toBe(true);
    }
  });
});
