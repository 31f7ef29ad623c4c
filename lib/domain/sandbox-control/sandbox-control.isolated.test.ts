import { afterAll, beforeEach, expect, test, vi } from "vitest";
import { startSandbox } from "@/lib/sandbox";
import { permit } from "@/lib/vendors/http/testing/client";

const settings = vi.hoisted((): { current: { SANDBOX_CONTROL_URL?: string } } => ({ current: {} }));
vi.mock("@/lib/env", () => ({ env: () => settings.current }));

const control = await import("./sandbox-control");
const sandbox = await startSandbox({ deviceCount: 1 });
afterAll(() => sandbox.stop());

beforeEach(() => {
  settings.current = { SANDBOX_CONTROL_URL: sandbox.urls.control };
  sandbox.reset();
});

const dayMs = 86_400_000;

test("another client secret is handed out, and the one before is taken for as long as was said", async () => {
  const { clientSecret } = await control.rotateJuniperSecret(permit(), { overlapMs: dayMs });
  expect(clientSecret).toContain("SANDBOX");
  const { clock, juniper } = await control.readSandbox();
  const [before, current] = juniper.secrets;
  expect(current).toEqual({ number: 2, goodUntil: null });
  const leftMs = Date.parse(before?.goodUntil ?? "") - Date.parse(clock.now);
  expect(leftMs).toBeGreaterThan(dayMs - 60_000);
  expect(leftMs).toBeLessThanOrEqual(dayMs);
});

test("calls of somebody else count in Juniper's hour", async () => {
  const { calls } = await control.countOtherCalls(permit(), { count: 300 });
  expect(calls).toMatchObject({ limit: 300, used: 300 });
  expect(calls.nextAt).not.toBeNull();
});

test("a client certificate comes with its key and the port's CA, and an ID token has three parts", async () => {
  const { certificatePem, privateKeyPem, caPem } = await control.issueClientCertificate(permit(), {
    validityDays: 20,
  });
  for (const pem of [certificatePem, caPem]) expect(pem).toContain("-----BEGIN CERTIFICATE-----");
  expect(privateKeyPem).toContain("-----BEGIN PRIVATE KEY-----");
  const { idToken } = await control.issueIdToken(permit(), { lifeSeconds: 60 });
  expect(idToken.split(".")).toHaveLength(3);
});

test("how Juniper answers is changed without touching the others", async () => {
  const changed = await control.changeSettings(permit(), {
    juniper: { errorStatus: 200, clientEnabled: false },
  });
  expect(changed.juniper).toMatchObject({ errorStatus: 200, clientEnabled: false, hourlyLimit: 300 });
  expect(changed.ublox.certificateManagement).toBe(true);
});

test("what the sandbox refuses is refused in its words, and without a sandbox there is nothing to steer", async () => {
  await expect(control.countOtherCalls(permit(), { count: 0 })).rejects.toMatchObject({
    code: "invalid_input",
  });
  settings.current = {};
  await expect(control.readSandbox()).rejects.toMatchObject({ code: "not_found" });
});
