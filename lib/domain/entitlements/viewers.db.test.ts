import { afterAll, expect, test } from "vitest";
import { testDatabase } from "@/lib/db/testing";
import { logger } from "@/lib/log";
import { juniperVendor } from "./testing";
import { floorOfAnHour, viewersForAnHour } from "./testing.viewers";

const { owner } = await testDatabase();
logger().level = "silent";
// As strict as the vendor can be: whatever is refused, and signing in, counts too.
const vendor = await juniperVendor({ change: { rejectedCallsCount: true, tokenCallsCount: true } });
afterAll(vendor.stop);

test("an hour of fifty people at two processes costs what one of them would, and the vendor refuses nothing", {
  timeout: 120_000,
}, async () => {
  const report = await viewersForAnHour(owner, vendor, 50);
  expect(report.questions).toBeGreaterThan(3_500);
  expect(report.calls).toBeGreaterThan(floorOfAnHour / 2);
  expect(report.calls).toBeLessThanOrEqual(floorOfAnHour * 1.05);
  expect(report).toMatchObject({ refusedByVendor: 0, stale: 0 });
  // Nobody saw anything older than it is allowed to be; passing an hour takes some real seconds on top.
  expect(report.oldestGroupMs).toBeLessThan(5 * 60_000 + 5_000);
  expect(report.oldestCheckMs).toBeLessThan(60_000 + 5_000);
  const [counted] = await owner`select count(*)::integer as calls from vendor_calls`;
  expect(counted?.calls).toBe(report.calls);
});
