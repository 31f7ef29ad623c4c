import { describe, expect, test } from "vitest";
import { wantedSettings } from "@/lib/contract/provisioning";
import { noSettings } from "@/lib/domain/provisioning/settings";
import { changesAgainst, inputOf, settingsOf } from "./settings-form";

const before = {
  features: [
    { name: "LocalDPR" as const, enabled: true },
    { name: "ZTPV1" as const, enabled: false },
  ],
  heartbeatSeconds: 604_800,
  rootCaName: "meters-eu-root",
};

const messages = (input: ReturnType<typeof inputOf>, had = before) =>
  changesAgainst(had)
    .safeParse(input)
    .error?.issues.map(({ path, message }) => [path.join("."), message]);

describe("the form of settings", () => {
  test("shows settings as they are, and gives them back", () => {
    expect(inputOf(before)).toEqual({
      LocalDPR: "on",
      LocalC2C: "unset",
      LocalC2CKeyPairing: "unset",
      ZTPV1: "off",
      heartbeatSeconds: 604_800,
      rootCaName: "meters-eu-root",
    });
    expect(settingsOf(inputOf(before))).toEqual(before);
    expect(settingsOf(inputOf(noSettings))).toEqual(noSettings);
  });

  test("sends only what changed, in the contract's shape", () => {
    const sent = changesAgainst(before).parse({
      ...inputOf(before),
      LocalC2C: "on",
      heartbeatSeconds: 86_400,
    });
    expect(sent).toEqual({
      features: [{ name: "LocalC2C", enabled: true }],
      heartbeatSeconds: 86_400,
      rootCaName: null,
    });
    expect(wantedSettings.parse(sent)).toEqual(sent);
  });

  test("wants a change, and does not pretend that one setting can be taken away", () => {
    expect(messages(inputOf(before))).toEqual([["LocalDPR", "Change at least one setting."]]);
    expect(messages({ ...inputOf(before), heartbeatSeconds: null })?.[0]?.[0]).toBe("heartbeatSeconds");
    expect(messages({ ...inputOf(before), rootCaName: null })?.[0]?.[0]).toBe("rootCaName");
    expect(messages({ ...inputOf(before), heartbeatSeconds: 1.5 })?.[0]?.[0]).toBe("heartbeatSeconds");
  });
});
