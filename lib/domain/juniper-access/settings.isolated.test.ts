import { beforeEach, describe, expect, test, vi } from "vitest";
import { juniperSettingNames, juniperSettings } from "@/lib/contract/juniper-access";
import { variableNames } from "@/lib/env/variables";

const settings = vi.hoisted((): { current: Record<string, unknown> } => ({ current: {} }));
vi.mock("@/lib/env", () => ({ env: () => settings.current }));

const { readJuniperSettings } = await import("./settings");

const fallbacks = {
  JUNIPER_AUTH: "oauth2",
  JUNIPER_TOKEN_STYLE: "json",
  JUNIPER_IDENTIFIERS: "headers",
  JUNIPER_HOURLY_LIMIT: 300,
  JUNIPER_JOB_CALLS_PER_MINUTE: 30,
};
const connected = {
  ...fallbacks,
  JUNIPER_BASE_URL: "https://vendor.example/jal/1.0",
  JUNIPER_ACCOUNT_IDS: ["0100001234", "0100005678"],
  JUNIPER_USER_EMAIL: "licenses@example.com",
  JUNIPER_CUSTOMER_ID: "0100001234",
  JUNIPER_GROUP_ID: "GRP-77",
};
const oauth2 = {
  ...connected,
  JUNIPER_TOKEN_URL: "https://vendor.example/token",
  JUNIPER_CLIENT_ID: "muniment",
  JUNIPER_CLIENT_SECRET: "hidden-secret",
};
const mtls = {
  ...connected,
  JUNIPER_AUTH: "mtls",
  JUNIPER_CLIENT_CERT_FILE: "/run/secrets/hidden-place.crt",
  JUNIPER_CLIENT_KEY_FILE: "/run/secrets/hidden-place.key",
};

beforeEach(() => {
  settings.current = oauth2;
});

const read = () => juniperSettings.parse(readJuniperSettings());
const named = (name: string) => read().settings.find((setting) => setting.name === name);

test("every variable of the connection is told, and no other", () => {
  expect([...juniperSettingNames].toSorted()).toEqual(
    variableNames.filter((name) => name.startsWith("JUNIPER_")).toSorted(),
  );
  expect(read().settings.map(({ name }) => name)).toEqual(juniperSettingNames);
  expect(named("JUNIPER_TOKEN_URL")?.about).toBe("Address of the token endpoint.");
  expect(read().settings.every(({ about }) => /^[A-Z].{10,}\.$/.test(about))).toBe(true);
});

describe("a setting", () => {
  test("is told as it is written, with whether somebody set it", () => {
    expect(named("JUNIPER_ACCOUNT_IDS")).toMatchObject({
      isSet: true,
      value: "0100001234, 0100005678",
      isFallback: false,
      isNeeded: true,
    });
    expect(named("JUNIPER_HOURLY_LIMIT")).toMatchObject({ value: "300", isFallback: true, isNeeded: false });
    settings.current = { ...oauth2, JUNIPER_HOURLY_LIMIT: 250 };
    expect(named("JUNIPER_HOURLY_LIMIT")).toMatchObject({ value: "250", isFallback: false });
    expect(named("JUNIPER_SCOPE")).toMatchObject({ isSet: false, value: null, isFallback: false });
  });

  test.each([
    ["the client secret", oauth2, "JUNIPER_CLIENT_SECRET"],
    ["the place of the certificate", mtls, "JUNIPER_CLIENT_CERT_FILE"],
    ["the place of its key", mtls, "JUNIPER_CLIENT_KEY_FILE"],
  ])("that is %s is told only to be set", (_name, values, name) => {
    settings.current = values;
    expect(named(name)).toMatchObject({ isSet: true, value: null, isNeeded: true });
    expect(JSON.stringify(read())).not.toContain("hidden");
  });
});

test("what is needed goes by the way that is chosen to prove who we are", () => {
  const needed = () => read().settings.flatMap(({ name, isNeeded }) => (isNeeded ? [name] : []));
  expect(read()).toMatchObject({ auth: "oauth2", isConnected: true });
  expect(needed()).toContain("JUNIPER_CLIENT_SECRET");
  settings.current = { ...mtls, JUNIPER_GROUP_ID: undefined };
  expect(read()).toMatchObject({ auth: "mtls", isConnected: false });
  expect(needed()).toContain("JUNIPER_CLIENT_KEY_FILE");
  expect(needed()).not.toContain("JUNIPER_CLIENT_SECRET");
  expect(named("JUNIPER_GROUP_ID")).toMatchObject({ isSet: false, isNeeded: true });
});
