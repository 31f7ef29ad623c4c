import { describe, expect, test } from "vitest";
import { jobPlan } from "@/lib/contract/job-kinds";
import { allMatching, onlyDevice, planTargets, targetsOf } from "./tag-targets";

const device = (rotPublicUid: string, ...tagNames: string[]) => ({
  rotPublicUid,
  state: "ACTIVATED",
  identity: null,
  tagNames,
});

test("offers each tag that one of the devices carries", () => {
  const inView = [device("a", "north", "canary"), device("b", "canary"), device("c", "other")];
  expect(targetsOf(["a", "b"], inView)).toEqual({
    from: "list",
    ids: ["a", "b"],
    count: 2,
    tagNames: ["canary", "north"],
  });
  expect(targetsOf(["d"], [device("d")]).tagNames).toEqual([]);
});

test("knows nothing of devices on other pages and of devices without details", () => {
  expect(targetsOf(["a", "elsewhere"], [device("a", "north")]).tagNames).toBeUndefined();
  expect(targetsOf(["a"], [{ ...device("a"), state: null }]).tagNames).toBeUndefined();
});

const question = { filter: null, deviceProfileUid: null, tag: "north" };

test("one device is acted on at once, several and whole questions are planned", () => {
  expect(onlyDevice(targetsOf(["a"], []))).toBe("a");
  expect(onlyDevice(targetsOf(["a", "b"], []))).toBeUndefined();
  expect(onlyDevice(allMatching(question, 1))).toBeUndefined();
});

describe("the targets of a plan", () => {
  const planned = (targets: ReturnType<typeof planTargets>) =>
    jobPlan.parse({ kind: "tags.assign", input: { tagNames: ["a"] }, targets });

  test("are the ids that were selected", () => {
    const targets = planTargets(targetsOf(["0002000089280087", "0002000089280088"], []));
    expect(planned(targets)).toMatchObject({ targets: { ids: ["0002000089280087", "0002000089280088"] } });
  });

  test.each([
    [question, { tag: "north" }],
    [{ ...question, tag: null, filter: "BLACKLISTED" as const }, { filter: "BLACKLISTED" }],
    [{ ...question, tag: null, deviceProfileUid: "p" }, { deviceProfileUid: "p" }],
    [{ ...question, tag: null }, {}],
  ])("are the question of the list as the API asks it: %j", (asked, sent) => {
    const targets = planTargets(allMatching(asked, 250));
    expect(planned(targets)).toMatchObject({ targets: { from: "devices", question: sent } });
    expect(targets).toEqual({ from: "devices", question: sent });
  });
});
