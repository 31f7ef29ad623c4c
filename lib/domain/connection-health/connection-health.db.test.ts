import { afterAll, expect, test, vi } from "vitest";
import { testDatabase } from "@/lib/db/testing";
import { report } from "@/lib/vendors/http/outcome";
import { VendorError } from "@/lib/vendors/http/vendor-error";
import { readHealth, watchConnections } from "./connection-health";

await testDatabase();
const stop = watchConnections();
afterAll(stop);

const call = "POST /entitlements/query";
const base = { vendor: "juniper", call, requestId: "req_1" } as const;

/** A call that the vendor, or with no status somebody before it, was too busy for. */
function busy(status?: number): void {
  const error = new VendorError({ ...base, kind: "busy", mayHaveActed: false, status });
  report({ ...base, ok: false, status, attempts: 0, durationMs: 1, endedAt: new Date(), error });
}

const lastErrorCode = async () => (await readHealth()).get("juniper")?.lastErrorCode;

test("a call that was kept back by its budget says nothing about the connection, one that was refused does", async () => {
  busy();
  report({ ...base, ok: true, attempts: 1, durationMs: 1, endedAt: new Date() });
  await vi.waitFor(async () =>
    expect((await readHealth()).get("juniper")?.lastSuccessAt).toBeInstanceOf(Date),
  );
  expect(await lastErrorCode()).toBeNull();
  busy(429);
  await vi.waitFor(async () => expect(await lastErrorCode()).toBe("busy"));
});
