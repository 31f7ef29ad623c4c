import { expect, test } from "vitest";
import { rotationOf, usualRotation } from "./rotation-draft";
import { noTargets, rotationTargets } from "./rotation-targets";

const uid = "0002000089280087";
const read = (values: Partial<typeof noTargets>) => rotationTargets.safeParse({ ...noTargets, ...values });
const faultOf = (values: Partial<typeof noTargets>) => {
  const [issue] = read(values).error?.issues ?? [];
  return [issue?.path.join("."), issue?.message];
};

test("one device is acted on at once, however often and in whatever case it is named", () => {
  expect(read({ pasted: `${uid}, ${uid}\n` }).data).toEqual({ at: "once", rotPublicUid: uid });
  expect(read({ pasted: "135700008928C093" }).data).toEqual({ at: "once", rotPublicUid: "135700008928c093" });
});

test("more become a plan: of a list, a tag, or a file", () => {
  expect(read({ pasted: `${uid};135700008928c093` }).data).toEqual({
    at: "plan",
    targets: { from: "list", ids: [uid, "135700008928c093"] },
  });
  expect(read({ from: "tag", tag: "downtown", pasted: "not looked at" }).data).toEqual({
    at: "plan",
    targets: { from: "devices", question: { tag: "downtown" } },
  });
  const file = new File(["x"], "devices.csv");
  expect(read({ from: "file", file }).data).toEqual({
    at: "plan",
    targets: { from: "file", fileName: "devices.csv" },
    file,
  });
});

test("what is missing or wrong is said where it stands", () => {
  expect(faultOf({})).toEqual(["pasted", "Paste at least one RoT UID."]);
  expect(faultOf({ pasted: `${uid}\n2000089280087` })).toEqual([
    "pasted",
    "Line 2, “2000089280087”, is not a RoT UID: 16 hexadecimal digits, leading zeros included.",
  ]);
  expect(faultOf({ pasted: `${uid}\n`.repeat(10_001) })[1]).toContain("At most 10,000 can be pasted");
  expect(faultOf({ from: "file" })).toEqual(["file", "Choose a file."]);
  expect(faultOf({ from: "tag" })).toEqual(["tag", "Choose the tag that the devices carry."]);
});

test("a rotation is one when its days are 1 to 30", () => {
  expect(rotationOf(usualRotation)).toEqual({ type: "automatic", days: 7 });
  expect(rotationOf({ type: "continuous", days: null })).toEqual({ type: "continuous" });
  for (const days of [null, 0, 1.5, 31]) expect(rotationOf({ type: "automatic", days })).toBeUndefined();
});
