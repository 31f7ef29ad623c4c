import { describe, expect, test } from "vitest";
import { readingsOf } from "./identifier-readings";

const short = (typed: string) =>
  readingsOf(typed).map(({ by, deviceId, padded }) => `${by} ${deviceId}${padded ? " padded" : ""}`);

describe("what a typed identifier may be", () => {
  test("16 hexadecimal digits are a RoT UID first, in lower case", () => {
    expect(short(" 135700008928C093 ")).toEqual([
      "rotPublicUid 135700008928c093",
      "deviceSerialNumber 135700008928C093",
    ]);
  });

  test("lost zeros are put back, for digits and for hexadecimal digits", () => {
    expect(short("2000089280087")[0]).toBe("rotPublicUid 0002000089280087 padded");
    expect(short("20000892e0087")[0]).toBe("rotPublicUid 00020000892e0087 padded");
    expect(short("200456789544")[0]).toBe("rotPublicUid 0000200456789544 padded");
  });

  test("an IMEI is a serial number first, because 15 digits can also be a RoT UID", () => {
    expect(short("862618583984360")).toEqual([
      "deviceSerialNumber 862618583984360",
      "rotPublicUid 0862618583984360 padded",
    ]);
    expect(short("862618583984361")[0]).toBe("rotPublicUid 0862618583984361 padded");
  });

  test("anything else is a serial number as it was typed", () => {
    expect(short("CCEU-100000000")).toEqual(["deviceSerialNumber CCEU-100000000"]);
    expect(short("1234567")).toEqual(["deviceSerialNumber 1234567"]);
    expect(short("0002000089280087f")).toEqual(["deviceSerialNumber 0002000089280087f"]);
  });

  test("nothing and what the operation would refuse have no reading", () => {
    expect(readingsOf("  ")).toEqual([]);
    expect(readingsOf("x".repeat(65))).toEqual([]);
  });
});
