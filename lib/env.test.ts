import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { sectigoCredentials, ubloxCredentials } from "@/lib/sandbox/credentials";
import { checkEnv, EnvError, parseEnv } from "./env";
import { exampleFile } from "./env/example-file";
import type { Source } from "./env/read";
import { isKnownSample } from "./env/samples";
import { variableNames, variableOf } from "./env/variables";

const key = Buffer.alloc(32, 7).toString("base64");
const development: Source = { AUTH_SECRET: "a".repeat(32), MASTER_KEY: key };
const production: Source = { ...development, NODE_ENV: "production", APP_URL: "https://console.example.org" };
const ublox: Source = {
  UBLOX_BASE_URL: "https://ssapi.example.org/v1",
  UBLOX_API_KEY: "key",
  UBLOX_API_SECRET: "secret",
};

const folder = mkdtempSync(join(tmpdir(), "muniment-env-"));
afterAll(() => rmSync(folder, { recursive: true }));

function problemsOf(source: Source): Record<string, string> {
  return Object.fromEntries(checkEnv(source).map(({ variable, problem }) => [variable, problem]));
}

describe("settings that are right", () => {
  test("fall back to the documented values", () => {
    expect(parseEnv(development)).toMatchObject({
      production: false,
      PORT: 3000,
      HOST: "127.0.0.1",
      APP_URL: "http://localhost:3000",
      DATA_DIR: join(process.cwd(), ".data"),
      SANDBOX: false,
      UBLOX_AUTH_SCHEME: "Bearer",
      SECTIGO_UPLOAD: "urlencoded",
    });
    expect(parseEnv(development).DATABASE_URL).toBeUndefined();
  });

  test("are parsed to what the code works with", () => {
    const values = parseEnv({
      ...production,
      APP_URL: "https://Console.Example.org/",
      SANDBOX: "off",
      OIDC_ISSUER: "https://login.example.org/realms/one/",
      OIDC_CLIENT_ID: "muniment",
      OIDC_CLIENT_SECRET: "own-secret",
      OIDC_ROLE_MAP: "CN=Admins,OU=Console=admin; helpdesk = support;",
    });
    expect(values.APP_URL).toBe("https://console.example.org");
    expect(values.MASTER_KEY).toEqual(Buffer.alloc(32, 7));
    expect(values.OIDC_ISSUER).toBe("https://login.example.org/realms/one");
    expect(values.OIDC_ROLE_MAP).toEqual([
      { claimValue: "CN=Admins,OU=Console", role: "admin" },
      { claimValue: "helpdesk", role: "support" },
    ]);
  });

  test("count an empty value as absent", () => {
    expect(parseEnv({ ...development, DATABASE_URL: "", UBLOX_API_KEY: "  ", PORT: "" }).PORT).toBe(3000);
  });

  test("take a secret from the file that NAME_FILE names", () => {
    const file = join(folder, "auth_secret");
    writeFileSync(file, `${"f".repeat(40)}\n`);
    const { AUTH_SECRET: _, ...others } = development;
    expect(parseEnv({ ...others, AUTH_SECRET_FILE: file }).AUTH_SECRET).toBe("f".repeat(40));
  });
});

describe("settings that are wrong", () => {
  test("are all reported at once, in the order of the table", () => {
    const problems = checkEnv({ NODE_ENV: "production", PORT: "seventy", SECTIGO_UPLOAD: "fax" });
    expect(problems.map(({ variable }) => variable)).toEqual([
      "PORT",
      "APP_URL",
      "AUTH_SECRET",
      "MASTER_KEY",
      "SECTIGO_UPLOAD",
    ]);
    expect(() => parseEnv({ NODE_ENV: "production" })).toThrow(EnvError);
  });

  test.each([
    [{ PORT: "0" }, "PORT", "between 1 and 65535"],
    [{ APP_URL: "https://example.org/console" }, "APP_URL", "without a path"],
    [{ APP_URL: "ftp://example.org" }, "APP_URL", "http or https"],
    [{ AUTH_SECRET: "short" }, "AUTH_SECRET", "at least 32 characters"],
    [{ MASTER_KEY: Buffer.alloc(16).toString("base64") }, "MASTER_KEY", "32 bytes in base64"],
    [{ MASTER_KEY: "%%%" }, "MASTER_KEY", "must be base64"],
    [{ DATABASE_URL: "mysql://a:b@localhost/c" }, "DATABASE_URL", "postgres://"],
    [{ ADMIN_EMAIL: "nobody", ADMIN_PASSWORD: "p".repeat(12) }, "ADMIN_EMAIL", "e-mail address"],
    [{ SANDBOX: "yes" }, "SANDBOX", "on or off"],
    [{ ...ublox, UBLOX_BASE_URL: "https://ssapi.example.org" }, "UBLOX_BASE_URL", "API version"],
    [{ ...ublox, UBLOX_BASE_URL: "https://a:b@ssapi.example.org/v1" }, "UBLOX_BASE_URL", "without user"],
    [{ ...ublox, UBLOX_AUTH_SCHEME: "basic" }, "UBLOX_AUTH_SCHEME", "Bearer or raw"],
    [{ JUNIPER_ACCOUNT_IDS: " , " }, "JUNIPER_ACCOUNT_IDS", "at least one"],
    [{ JUNIPER_HOURLY_LIMIT: "0" }, "JUNIPER_HOURLY_LIMIT", "at least 1"],
    [{ JUNIPER_TOKEN_URL: "https://apigw.example.org" }, "JUNIPER_TOKEN_URL", "path"],
    [{ OIDC_ROLE_MAP: "admins=root" }, "OIDC_ROLE_MAP", "value=role"],
    [{ AUTH_SECRET_FILE: "/does/not/exist" }, "AUTH_SECRET", "keep one of them"],
    [{ MASTER_KEY: "", MASTER_KEY_FILE: "/does/not/exist" }, "MASTER_KEY_FILE", "cannot be read"],
  ])("%o: %s %s", (change: Source, variable, words) => {
    expect(problemsOf({ ...development, ...change })[variable]).toContain(words);
  });

  test("name each missing member of a group that is set in part", () => {
    expect(problemsOf({ ...development, UBLOX_API_KEY: "key" })).toEqual({
      UBLOX_BASE_URL: "is missing: UBLOX_API_KEY set up u-blox only in part",
      UBLOX_API_SECRET: "is missing: UBLOX_API_KEY set up u-blox only in part",
    });
    expect(Object.keys(problemsOf({ ...development, OIDC_ISSUER: "https://login.example.org" }))).toEqual([
      "OIDC_CLIENT_ID",
      "OIDC_CLIENT_SECRET",
      "OIDC_ROLE_MAP",
    ]);
  });

  test.each([
    ["oauth2", {}, ["JUNIPER_TOKEN_URL", "JUNIPER_CLIENT_ID", "JUNIPER_CLIENT_SECRET"]],
    ["oidc", { JUNIPER_AUTH: "oidc" }, ["JUNIPER_ID_TOKEN_FILE"]],
    ["mtls", { JUNIPER_AUTH: "mtls" }, ["JUNIPER_CLIENT_CERT_FILE", "JUNIPER_CLIENT_KEY_FILE"]],
  ])("lack what Juniper by %s needs", (auth, chosen, own) => {
    const always = ["JUNIPER_BASE_URL", "JUNIPER_CUSTOMER_ID", "JUNIPER_GROUP_ID"];
    const given = { JUNIPER_ACCOUNT_IDS: "1, 2", JUNIPER_USER_EMAIL: "a@example.org", ...chosen };
    const problems = problemsOf({ ...development, ...given });
    expect(Object.keys(problems).sort()).toEqual([...always, ...own].sort());
    expect(problems.JUNIPER_GROUP_ID).toMatch(`Juniper with JUNIPER_AUTH=${auth} only in part`);
    const complete = Object.fromEntries([...always, ...own].map((name) => [name, "https://a.example/b"]));
    expect(checkEnv({ ...development, ...given, ...complete })).toEqual([]);
    expect(parseEnv({ ...development, ...given, ...complete }).JUNIPER_ACCOUNT_IDS).toEqual(["1", "2"]);
  });

  test("do not ask for Juniper when only what has a fallback is said", () => {
    expect(checkEnv({ ...development, JUNIPER_HOURLY_LIMIT: "100", JUNIPER_TOKEN_STYLE: "form" })).toEqual(
      [],
    );
    expect(problemsOf({ ...development, JUNIPER_CONTACT_ID: "1" })).toHaveProperty("JUNIPER_BASE_URL");
    expect(Object.keys(problemsOf({ ...development, JUNIPER_AUTH: "kerberos" }))).toContain("JUNIPER_AUTH");
  });

  test("mix simulated and real vendors", () => {
    expect(problemsOf({ ...development, ...ublox, SANDBOX: "on" }).UBLOX_BASE_URL).toContain("SANDBOX=on");
    const simulated = { ...ublox, UBLOX_BASE_URL: "http://127.0.0.1:4101/v1" };
    expect(checkEnv({ ...development, ...simulated, SANDBOX: "on" })).toEqual([]);
  });
});

describe("production", () => {
  test("needs HTTPS, except on this machine", () => {
    expect(checkEnv(production)).toEqual([]);
    expect(checkEnv({ ...production, APP_URL: "http://127.0.0.1:3000" })).toEqual([]);
    expect(problemsOf({ ...production, APP_URL: "http://console.example.org" }).APP_URL).toContain("https");
    expect(
      problemsOf({ ...production, ...ublox, UBLOX_BASE_URL: "http://ssapi.example.org/v1" }).UBLOX_BASE_URL,
    ).toContain("https");
  });

  test("refuses every secret that .env.example shows, which development takes", () => {
    const samples = Object.fromEntries(
      variableNames
        .filter((name) => !variableOf(name).internal)
        .map((name) => [name, variableOf(name).example]),
    );
    expect(checkEnv(samples)).toEqual([]);
    const refused = problemsOf({ ...samples, NODE_ENV: "production" });
    const secrets = variableNames.filter((name) => variableOf(name).secret);
    expect(Object.keys(refused)).toEqual(secrets);
    expect(new Set(Object.values(refused))).toEqual(
      new Set(["is a published sample; production needs one of your own"]),
    );
  });

  test("knows the sandbox's credentials, and takes them for the sandbox only", () => {
    const credentials = {
      UBLOX_BASE_URL: "http://127.0.0.1:4101/v1",
      UBLOX_API_KEY: ubloxCredentials.apiKey,
      UBLOX_API_SECRET: ubloxCredentials.apiSecret,
      SECTIGO_BASE_URL: "http://127.0.0.1:4102",
      SECTIGO_USERNAME: sectigoCredentials.username,
      SECTIGO_PASSWORD: sectigoCredentials.password,
    };
    expect(Object.keys(problemsOf({ ...production, ...credentials }))).toEqual([
      "UBLOX_API_KEY",
      "UBLOX_API_SECRET",
      "SECTIGO_PASSWORD",
    ]);
    expect(checkEnv({ ...production, ...credentials, SANDBOX: "on" })).toEqual([]);
    expect(isKnownSample(ubloxCredentials.apiSecret)).toBe(true);
  });
});

test("no value, right or wrong, is repeated in a problem", () => {
  const value = fc.stringMatching(/^[A-Za-z0-9:/=;+-]{24,48}$/);
  fc.assert(
    fc.property(fc.record(Object.fromEntries(variableNames.map((name) => [name, value]))), (values) => {
      for (const NODE_ENV of ["development", "production"]) {
        const said = JSON.stringify(checkEnv({ ...values, NODE_ENV }));
        for (const written of Object.values(values)) expect(said).not.toContain(written);
      }
    }),
    { numRuns: 50 },
  );
});

test(".env.example says what the table says (vitest -u rewrites it)", async () => {
  await expect(exampleFile()).toMatchFileSnapshot("../.env.example");
});
