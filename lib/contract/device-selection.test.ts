import { expect, test } from "vitest";
import { certificateSelection, oneCertificate } from "./device-certificates";
import { deviceSelection } from "./device-selection";
import { checkedDevices } from "./findings";

const uid = "0002000089280087";

test("devices are chosen by one thing", () => {
  expect(deviceSelection.parse({ rotPublicUids: [" 135700008928C093 "] })).toEqual({
    rotPublicUids: ["135700008928c093"],
  });
  expect(deviceSelection.parse({ tagNames: ["downtown"] })).toEqual({ tagNames: ["downtown"] });
  expect(checkedDevices.parse({ deviceProfileUid: "AyvylmHVdUiHQzUaCjOmC" })).toEqual({
    deviceProfileUid: "AyvylmHVdUiHQzUaCjOmC",
  });
  for (const wrong of [
    {},
    { rotPublicUids: [] },
    { tagNames: [] },
    { rotPublicUids: [uid], tagNames: ["downtown"] },
    { rotPublicUids: [uid], other: 1 },
    { rotPublicUids: Array.from({ length: 1_001 }, () => uid) },
    null,
  ]) {
    expect(deviceSelection.safeParse(wrong).success).toBe(false);
    expect(checkedDevices.safeParse(wrong).success).toBe(false);
  }
});

test("what is wrong about a choice is said in words", () => {
  const said = (wrong: unknown) => deviceSelection.safeParse(wrong).error?.issues[0]?.message;
  expect(said({})).toBe("Name devices by RoT UID or by tag, one of the two.");
  expect(said({ rotPublicUids: ["2000089282245"] })).toContain("16 hexadecimal digits");
});

test("certificates are chosen by device or by serial number", () => {
  const serialNumbers = ["73068C914DE40CCAEE84E03A66B4858"];
  expect(certificateSelection.parse({ serialNumbers })).toEqual({
    serialNumbers: ["73068c914de40ccaee84e03a66b4858"],
  });
  expect(oneCertificate.parse({ rotPublicUid: uid })).toEqual({ rotPublicUid: uid });
  for (const wrong of [{}, { serialNumbers: [] }, { serialNumbers, rotPublicUids: [uid] }]) {
    expect(certificateSelection.safeParse(wrong).success).toBe(false);
  }
  for (const serialNumber of ["", "0x0a", "0g", "a".repeat(41), 12]) {
    expect(oneCertificate.safeParse({ serialNumber }).success).toBe(false);
  }
});
