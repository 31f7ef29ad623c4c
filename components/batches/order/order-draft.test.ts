import { describe, expect, test } from "vitest";
import type { Generator, ProfileParameter } from "@/lib/contract/certificate-profiles";
import { checkOrder, type PublishedRules } from "@/lib/domain/certificate-batches/order-rules";
import { emptyDraft, emptySecrets, messagesByPath, orderOf } from "./order-draft";

const counter = (name: string, defaultValue: string): Generator["parameters"][number] => ({
  name,
  label: name,
  type: "number",
  required: true,
  pattern: "^(0|[1-9][0-9]{0,63})$",
  message: "Please enter a valid positive number",
  defaultValue,
});

const password: ProfileParameter = {
  name: "pkcs12Password",
  label: "Password",
  required: false,
  choices: null,
  pattern: "^(.*)$",
  message: null,
  defaultValue: null,
  secret: true,
};

const rules: PublishedRules = {
  profile: {
    certificateProfileId: 11,
    name: "ECC",
    ecosystemName: null,
    enabled: true,
    balance: 1_000,
    usedBalance: 0,
  },
  generators: [
    { generatorId: 1, name: "NUMERIC", parameters: [counter("startValue", "0"), counter("increment", "1")] },
    { generatorId: 2, name: "OTHER", parameters: [counter("startValue", "7")] },
  ],
  profileParameters: [password],
};

describe("the draft as an order", () => {
  test("takes the first generator and the vendor's proposals where nothing was typed", () => {
    expect(orderOf(emptyDraft, rules)).toMatchObject({
      generatorId: 1,
      generatorParameters: { startValue: "0", increment: "1" },
      profileParameters: { pkcs12Password: "" },
    });
  });

  test("keeps an emptied value empty instead of putting the proposal back", () => {
    const draft = { ...emptyDraft, generatorParameters: { startValue: "" } };
    expect(orderOf(draft, rules).generatorParameters.startValue).toBe("");
  });

  test("leaves out what was typed for another generator and keeps what both know", () => {
    const draft = {
      ...emptyDraft,
      generatorId: 2,
      generatorParameters: { startValue: "40", increment: "3" },
    };
    expect(orderOf(draft, rules).generatorParameters).toEqual({ startValue: "40" });
  });

  test("carries 64 digits as they were typed", () => {
    const startValue = "9".repeat(64);
    const draft = { ...emptyDraft, generatorParameters: { startValue } };
    expect(orderOf(draft, rules).generatorParameters.startValue).toBe(startValue);
  });

  test("is refused at name and size while these are missing", () => {
    const paths = checkOrder(orderOf(emptyDraft, rules), rules).errors.map(({ path }) => path);
    expect(paths).toEqual(expect.arrayContaining(["batchName", "batchSize"]));
  });

  test("is sound once name and size are there", () => {
    const order = orderOf({ ...emptyDraft, batchName: " Meters ", batchSize: 10 }, rules);
    expect(checkOrder(order, rules).errors).toEqual([]);
    expect(order.batchName).toBe("Meters");
  });
});

test("each field gets its first message, with the server's prefix taken off", () => {
  const messages = messagesByPath([
    { path: "body.batchName", message: "Batch 186 has this name." },
    { path: "batchName", message: "Later." },
    { path: "generatorParameters.start.value", message: "Wrong." },
  ]);
  expect([...messages]).toEqual([
    ["batchName", "Batch 186 has this name."],
    ["generatorParameters.start.value", "Wrong."],
  ]);
});

test("a secret that is left empty is warned of, one that is set is not", () => {
  const order = orderOf(emptyDraft, rules);
  expect(emptySecrets(order, rules.profileParameters)).toHaveLength(1);
  const set = { ...order, profileParameters: { pkcs12Password: "sample" } };
  expect(emptySecrets(set, rules.profileParameters)).toEqual([]);
});
