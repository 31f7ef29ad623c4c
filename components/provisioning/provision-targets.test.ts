import { describe, expect, test } from "vitest";
import { jobPlan } from "@/lib/contract/job-kinds";
import { inputFrom, provisionPlan, questionOf } from "./provision-targets";

const one = "0002000089280087";
const other = "135700008928c093";

describe("an address opens the form", () => {
  test.each([
    [{ tag: "downtown" }, { from: "tag", tag: "downtown", act: "set" }],
    [{ deviceProfileUid: "Yr3n" }, { from: "deviceProfile", deviceProfileUid: "Yr3n" }],
    [{ filter: "WHITELISTED" }, { from: "list", filter: "WHITELISTED" }],
    [{ uids: `${one},${other}` }, { from: "pasted", pasted: `${one}\n${other}` }],
    [{ uids: one, tag: "downtown" }, { from: "pasted" }],
    [{}, { from: "pasted", pasted: "", act: "set" }],
    [
      { act: "delete", tag: "downtown" },
      { from: "tag", act: "delete" },
    ],
    [
      { act: "drop", filter: "GREY", tag: ["a", "b"] },
      { from: "pasted", act: "set", tag: null },
    ],
  ])("%j", (search, input) => {
    expect(inputFrom(search)).toMatchObject(input);
  });
});

describe("the form becomes a plan", () => {
  const planOf = (input: ReturnType<typeof inputFrom>) => provisionPlan.safeParse(input);

  test("with each device once and only the settings that were chosen", () => {
    const input = inputFrom({ uids: `${one},${other.toUpperCase()},${one}` });
    const { plan, file } = provisionPlan.parse({ ...input, LocalC2C: "on", heartbeatSeconds: 86_400 });
    expect(plan).toEqual({
      kind: "provisioning.set",
      input: {
        settings: {
          features: [{ name: "LocalC2C", enabled: true }],
          heartbeatSeconds: 86_400,
          rootCaName: null,
        },
      },
      targets: { from: "list", ids: [one, other] },
    });
    expect(file).toBeUndefined();
    expect(jobPlan.parse(plan)).toEqual(plan);
  });

  test("that deletes asks for no settings", () => {
    expect(provisionPlan.parse(inputFrom({ act: "delete", filter: "ALL" })).plan).toEqual({
      kind: "provisioning.delete",
      input: {},
      targets: { from: "devices", question: {} },
    });
  });

  test("with a file takes it along", () => {
    const file = new File([one], "north.txt");
    const input = { ...inputFrom({ act: "delete" }), from: "file" as const, file };
    expect(provisionPlan.parse(input)).toEqual({
      plan: {
        kind: "provisioning.delete",
        input: {},
        targets: { from: "file", fileName: "north.txt" },
      },
      file,
    });
  });

  test("or names everything that is at fault, where it stands", () => {
    const wrong = planOf(inputFrom({ uids: `${one},2000089280087` }));
    expect(wrong.error?.issues.map(({ path, message }) => [path[0], message])).toEqual([
      ["pasted", "Line 2, “2000089280087”, is not a RoT UID: 16 hexadecimal digits, leading zeros included."],
      ["LocalDPR", "Change at least one setting."],
    ]);
    for (const from of ["pasted", "file", "tag", "deviceProfile"] as const) {
      expect(planOf({ ...inputFrom({ act: "delete" }), from }).success).toBe(false);
    }
  });
});

test("how many they are can be asked where a question finds them", () => {
  expect(questionOf(inputFrom({ tag: "downtown" }))).toEqual({ tag: "downtown" });
  expect(questionOf(inputFrom({ filter: "ALL" }))).toEqual({});
  expect(questionOf(inputFrom({ uids: one }))).toBeUndefined();
});
