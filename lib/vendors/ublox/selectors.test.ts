import { expect, test } from "vitest";
import { askInPortions, selectorBody } from "./selectors";

test("choose by one thing", () => {
  expect(selectorBody({ rotPublicUids: ["0002000089280087"] })).toEqual({
    ROTPublicUIDs: ["0002000089280087"],
  });
  expect(selectorBody({ tagNames: ["downtown"] })).toEqual({ TagNames: ["downtown"] });
  expect(selectorBody({ deviceSerialNumbers: ["1"] })).toEqual({ DeviceSerialNumbers: ["1"] });
  expect(selectorBody({ deviceProfileUid: "UNATTRIBUTED DEVICE PROFILE" })).toEqual({
    DeviceProfileUID: "UNATTRIBUTED DEVICE PROFILE",
  });
});

test.each([[{ rotPublicUids: [] }], [{ tagNames: [] }], [{ deviceSerialNumbers: [] }]])(
  "never choose nothing: %j",
  (selector) => {
    expect(() => selectorBody(selector)).toThrow(RangeError);
  },
);

test("questions about UIDs are cut, others are not, and about none nothing is asked", async () => {
  const asked: unknown[] = [];
  const ask = async (portion: unknown) => {
    asked.push(portion);
    return [asked.length];
  };
  const rotPublicUids = Array.from({ length: 201 }, (_, index) => index.toString(16).padStart(16, "0"));
  expect(await askInPortions({ rotPublicUids }, ask)).toEqual([1, 2, 3]);
  expect(asked).toEqual([
    { rotPublicUids: rotPublicUids.slice(0, 100) },
    { rotPublicUids: rotPublicUids.slice(100, 200) },
    { rotPublicUids: rotPublicUids.slice(200) },
  ]);
  expect(await askInPortions({ rotPublicUids: [] }, ask)).toEqual([]);
  expect(await askInPortions({ tagNames: ["downtown"] }, ask)).toEqual([4]);
  expect(asked).toHaveLength(4);
});
