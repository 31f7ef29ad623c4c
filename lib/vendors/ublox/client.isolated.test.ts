import { afterEach, expect, test, vi } from "vitest";
import { VendorError } from "../http/vendor-error";

const settings = vi.hoisted((): { current: Record<string, string | undefined> } => ({ current: {} }));
vi.mock("@/lib/env", () => ({ env: () => settings.current }));

const { ublox } = await import("./client");
const { missingUbloxVariables, ubloxConfig } = await import("./config");

const complete = {
  UBLOX_BASE_URL: "https://vendor.example/v1",
  UBLOX_API_KEY: "key",
  UBLOX_API_SECRET: "secret",
  UBLOX_AUTH_SCHEME: "raw",
};

afterEach(() => {
  Reflect.deleteProperty(globalThis, Symbol.for("muniment.ubloxClient"));
});

test("without its variables the vendor is not connected, and the error names what to set", () => {
  settings.current = { UBLOX_BASE_URL: complete.UBLOX_BASE_URL, UBLOX_AUTH_SCHEME: "Bearer" };
  expect(ubloxConfig()).toBeUndefined();
  expect(missingUbloxVariables()).toEqual(["UBLOX_API_KEY", "UBLOX_API_SECRET"]);
  const error = (() => {
    try {
      return ublox();
    } catch (thrown) {
      return thrown;
    }
  })();
  expect(error).toBeInstanceOf(VendorError);
  expect(error).toMatchObject({
    kind: "not_connected",
    mayHaveActed: false,
    message: "This vendor is not connected: set UBLOX_API_KEY, UBLOX_API_SECRET",
  });
});

test("with its variables there is one client in the process, and it tells its host", async () => {
  settings.current = complete;
  expect(ubloxConfig()).toEqual({
    baseUrl: "https://vendor.example/v1",
    apiKey: "key",
    apiSecret: "secret",
    authScheme: "raw",
  });
  const client = ublox();
  expect(ublox()).toBe(client);
  expect(client.host).toBe("vendor.example");
  expect(JSON.stringify(client)).not.toContain("secret");
  await client.close();
});
