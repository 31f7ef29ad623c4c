import { afterEach, expect, test, vi } from "vitest";
import { VendorError } from "../http/vendor-error";

const settings = vi.hoisted((): { current: Record<string, string | undefined> } => ({ current: {} }));
vi.mock("@/lib/env", () => ({ env: () => settings.current }));

const { sectigo } = await import("./client");
const { missingSectigoVariables, sectigoConfig } = await import("./config");

const complete = {
  SECTIGO_BASE_URL: "https://vendor.example",
  SECTIGO_USERNAME: "operator",
  SECTIGO_PASSWORD: "pass-word",
  SECTIGO_UPLOAD: "multipart",
};

afterEach(() => {
  Reflect.deleteProperty(globalThis, Symbol.for("muniment.sectigoClient"));
});

test("without its variables the vendor is not connected, and the error names what to set", () => {
  settings.current = { SECTIGO_UPLOAD: "urlencoded" };
  expect(sectigoConfig()).toBeUndefined();
  expect(missingSectigoVariables()).toEqual(["SECTIGO_BASE_URL", "SECTIGO_USERNAME", "SECTIGO_PASSWORD"]);
  expect(() => sectigo()).toThrow(VendorError);
  expect(() => sectigo()).toThrow("set SECTIGO_BASE_URL, SECTIGO_USERNAME, SECTIGO_PASSWORD");
});

test("with its variables there is one client in the process, and it tells its host", async () => {
  settings.current = complete;
  expect(sectigoConfig()).toMatchObject({ baseUrl: "https://vendor.example", upload: "multipart" });
  const client = sectigo();
  expect(sectigo()).toBe(client);
  expect({ host: client.host, upload: client.upload }).toEqual({
    host: "vendor.example",
    upload: "multipart",
  });
  expect(JSON.stringify(client)).not.toContain("pass-word");
  await client.close();
});
