import { describe, expect, test } from "vitest";
import { takenFor } from "./taken-for";

const kinds = (text: string) => takenFor(text).map(({ kind }) => kind);
const as = (kind: string, text: string) => takenFor(text).find((taken) => taken.kind === kind);

describe("a text is taken for", () => {
  test("a RoT UID in full, in either case", () => {
    expect(as("rotPublicUid", " 00020000CC00000A ")).toMatchObject({
      value: "00020000cc00000a",
      words: "RoT UID 00020000cc00000a",
    });
  });

  test("a RoT UID whose zeros a spreadsheet has dropped, and says that they were put back", () => {
    expect(as("rotPublicUid", "2000089282245")).toMatchObject({
      value: "0002000089282245",
      words: "RoT UID 0002000089282245, its lost zeros put back",
    });
  });

  test("no RoT UID when it is too long, too short or not hexadecimal", () => {
    for (const text of ["00020000cc00000a1", "0cc000a", "0002 0000 cc00 000a", "00020000cc00000g"]) {
      expect(kinds(text)).not.toContain("rotPublicUid");
    }
  });

  test("an IMEI when its check digit is right, and a mistyped one when it is not", () => {
    expect(as("imei", "490154203237518")).toMatchObject({ value: "490154203237518" });
    expect(as("imei", "490154203237518")?.flaw).toBeUndefined();
    expect(as("imei", "490154203237519")?.flaw).toMatch(/check digit/);
    expect(kinds("49015420323751")).not.toContain("imei");
  });

  test("an IMEI first, and never a second time as the serial number that it also is", () => {
    expect(kinds("490154203237518")[0]).toBe("imei");
    expect(kinds("490154203237518")).not.toContain("deviceSerialNumber");
  });

  test("a certificate's serial number of 31 or 32 digits, with or without colons", () => {
    for (const text of [
      "73068c914de40ccaee84e03a66b4858",
      "073068c914de40ccaee84e03a66b4858",
      "07:30:68:C9:14:DE:40:CC:AE:E8:4E:03:A6:6B:48:58",
    ]) {
      expect(as("certificateSerialNumber", text)?.value).toMatch(/^0?73068c914de40ccaee84e03a66b4858$/);
    }
  });

  test("a batch number, without zeros in front", () => {
    expect(as("batch", "0186")?.value).toBe("186");
    expect(kinds("1860000000")).not.toContain("batch");
  });

  test("a tag, a root CA and a device profile by name, where the name can be one", () => {
    expect(kinds("downtown")).toEqual(["deviceSerialNumber", "tag", "rootCa", "deviceProfile"]);
    expect(kinds("north side")).toEqual(["tag", "deviceProfile"]);
    expect(kinds("a{b}")).not.toContain("tag");
  });

  test("an SSRN, beside the RoT UID that it may be", () => {
    expect(kinds("152115129000")).toEqual(
      expect.arrayContaining(["rotPublicUid", "ssrn", "deviceSerialNumber"]),
    );
    expect(kinds("490154203237518")).not.toContain("ssrn");
    expect(kinds("186")).not.toContain("ssrn");
  });

  test("a serial number of a Juniper device, in capitals", () => {
    expect(as("juniperSerialNumber", "jn1234abc")?.value).toBe("JN1234ABC");
    for (const text of ["downtown", "152115129000", "JN", "00020000cc00000a"]) {
      expect(kinds(text)).not.toContain("juniperSerialNumber");
    }
  });

  test("a license or a voucher of ours, and then for nothing else", () => {
    expect(kinds("lic_01a2041f94597017bf3897b93550d1be")).toEqual(["license"]);
    expect(kinds("vch_01a2041f94597017bf3897b93550d1be")).toEqual(["voucher"]);
    expect(kinds("vch_01a2041f")).not.toContain("voucher");
  });

  test("an activation code, and then for nothing else, without its value", () => {
    expect(takenFor("A1B2C3D4E5F6G7H8")).toEqual([
      { kind: "activationCode", value: "", words: "activation code" },
    ]);
  });

  test("nothing when it is empty", () => {
    expect(takenFor("  ")).toEqual([]);
  });
});
