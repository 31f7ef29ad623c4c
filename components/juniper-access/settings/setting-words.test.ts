import { expect, test } from "vitest";
import { juniperSettingNames } from "@/lib/contract/juniper-access";
import { settingGroups, settingLabels, valueText } from "./setting-words";

const ofMechanisms = /^JUNIPER_(TOKEN_|CLIENT_|SCOPE|ID_TOKEN)/;

test.each([
  [
    "oauth2",
    [
      "JUNIPER_TOKEN_URL",
      "JUNIPER_CLIENT_ID",
      "JUNIPER_CLIENT_SECRET",
      "JUNIPER_TOKEN_STYLE",
      "JUNIPER_SCOPE",
    ],
  ],
  ["oidc", ["JUNIPER_ID_TOKEN_FILE"]],
  ["mtls", ["JUNIPER_CLIENT_CERT_FILE", "JUNIPER_CLIENT_KEY_FILE"]],
] as const)("with %s its own settings are shown, and all that every connection has", (auth, own) => {
  const shown = settingGroups(auth).flatMap(({ names }) => names);
  expect(shown.filter((name) => ofMechanisms.test(name))).toEqual(own);
  const common = juniperSettingNames.filter((name) => !ofMechanisms.test(name));
  expect(shown).toEqual(expect.arrayContaining(common));
  expect(new Set(shown).size).toBe(shown.length);
});

test("labels of one mechanism do not repeat each other", () => {
  for (const auth of ["oauth2", "oidc", "mtls"] as const) {
    for (const { names } of settingGroups(auth)) {
      expect(new Set(names.map((name) => settingLabels[name])).size).toBe(names.length);
    }
  }
});

test("a value is shown by its meaning where it has one", () => {
  expect(valueText("JUNIPER_AUTH", "mtls")).toBe("Mutual TLS: client certificate");
  expect(valueText("JUNIPER_IDENTIFIERS", "body")).toBe("body of each request");
  expect(valueText("JUNIPER_GROUP_ID", "body")).toBe("body");
});
