import { expect, test } from "vitest";
import { targetsOf } from "./tag-targets";

const device = (rotPublicUid: string, ...tagNames: string[]) => ({
  rotPublicUid,
  state: "ACTIVATED",
  identity: null,
  tagNames,
});

test("offers each tag that one of the devices carries", () => {
  const inView = [device("a", "north", "canary"), device("b", "canary"), device("c", "other")];
  expect(targetsOf(["a", "b"], inView)).toEqual({
    rotPublicUids: ["a", "b"],
    tagNames: ["canary", "north"],
  });
  expect(targetsOf(["d"], [device("d")])).toEqual({ rotPublicUids: ["d"], tagNames: [] });
});

test("knows nothing of devices on other pages and of devices without details", () => {
  expect(targetsOf(["a", "elsewhere"], [device("a", "north")]).tagNames).toBeUndefined();
  expect(targetsOf(["a"], [{ ...device("a"), state: null }]).tagNames).toBeUndefined();
});
