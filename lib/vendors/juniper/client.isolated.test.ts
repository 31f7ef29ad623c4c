import { afterEach, expect, test, vi } from "vitest";
import { failureOf, reading } from "../http/testing/client";
import { VendorError } from "../http/vendor-error";

const settings = vi.hoisted((): { current: Record<string, unknown> } => ({ current: {} }));
vi.mock("@/lib/env", () => ({ env: () => settings.current }));

const { juniper } = await import("./client");
const { budgetHolder, juniperConfig, missingJuniperVariables } = await import("./config");
const { setAdmission } = await import("../http/admission");
const { listEntitlements } = await import("./entitlements");

const always = {
  JUNIPER_BASE_URL: "https://vendor.example/jal/1.0",
  JUNIPER_ACCOUNT_IDS: ["1", "2"],
  JUNIPER_USER_EMAIL: "a@example.org",
  JUNIPER_CUSTOMER_ID: "1",
  JUNIPER_GROUP_ID: "G",
  JUNIPER_IDENTIFIERS: "headers",
  JUNIPER_TOKEN_STYLE: "json",
  JUNIPER_HOURLY_LIMIT: 300,
};
const oauth2 = {
  ...always,
  JUNIPER_AUTH: "oauth2",
  JUNIPER_TOKEN_URL: "https://vendor.example/token",
  JUNIPER_CLIENT_ID: "client",
  JUNIPER_CLIENT_SECRET: "hidden-secret",
};
const mtls = {
  ...always,
  JUNIPER_AUTH: "mtls",
  JUNIPER_CLIENT_CERT_FILE: "/c",
  JUNIPER_CLIENT_KEY_FILE: "/k",
};

afterEach(() => {
  for (const name of ["juniperClient", "vendorAdmissions"])
    Reflect.deleteProperty(globalThis, Symbol.for(`muniment.${name}`));
});

test("without its variables the vendor is not connected, and the error names what to set", () => {
  settings.current = { ...oauth2, JUNIPER_GROUP_ID: undefined, JUNIPER_CLIENT_SECRET: undefined };
  expect(juniperConfig()).toBeUndefined();
  expect(missingJuniperVariables()).toEqual(["JUNIPER_GROUP_ID", "JUNIPER_CLIENT_SECRET"]);
  expect(() => juniper()).toThrow(VendorError);
  expect(() => juniper()).toThrow("set JUNIPER_GROUP_ID, JUNIPER_CLIENT_SECRET");
});

test.each([
  ["oauth2", oauth2, "JUNIPER_TOKEN_URL"],
  ["oidc", { ...always, JUNIPER_AUTH: "oidc", JUNIPER_ID_TOKEN_FILE: "/t" }, "JUNIPER_ID_TOKEN_FILE"],
  ["mtls", mtls, "JUNIPER_CLIENT_KEY_FILE"],
])("%s has its own variables", (kind, complete, own) => {
  settings.current = complete;
  expect(missingJuniperVariables()).toEqual([]);
  expect(juniperConfig()).toMatchObject({ auth: { kind }, identity: { groupId: "G" } });
  settings.current = { ...complete, [own]: undefined };
  expect(missingJuniperVariables()).toEqual([own]);
  expect(juniperConfig()).toBeUndefined();
});

test("with its variables there is one client in the process, which tells its host and no secret", async () => {
  settings.current = oauth2;
  const client = juniper();
  expect(juniper()).toBe(client);
  expect(client.host).toBe("vendor.example");
  expect(JSON.stringify(client)).not.toContain("hidden-secret");
  await client.close();
});

test("the budget is one client's, whatever its secret", () => {
  const holderOf = (current: Record<string, unknown>) => {
    settings.current = current;
    const config = juniperConfig();
    return config && budgetHolder(config);
  };
  const holder = holderOf(oauth2);
  expect(holder).toMatch(/^[0-9a-f]{64}$/);
  expect(holderOf({ ...oauth2, JUNIPER_CLIENT_SECRET: "next" })).toBe(holder);
  expect(holderOf({ ...oauth2, JUNIPER_CLIENT_ID: "other" })).not.toBe(holder);
  expect(holderOf(mtls)).not.toBe(holderOf({ ...mtls, JUNIPER_ACCOUNT_IDS: ["3"] }));
});

test("where nothing counts calls, none is made", async () => {
  settings.current = oauth2;
  await expect(listEntitlements(reading, juniper())).rejects.toThrow("Nothing counts the calls to juniper");
  setAdmission("juniper", {
    take: async () => ({ admitted: false, retryAfterMs: 60_000, detail: "not now" }),
    tooMany: async () => {},
  });
  expect(await failureOf(listEntitlements(reading, juniper()))).toMatchObject({
    kind: "busy",
    detail: "not now",
  });
});
