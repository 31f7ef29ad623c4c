import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { GET } from "@/app/api/v1/connections/juniper/budget/route";
import { roles } from "@/lib/access/permissions";
import { currentSession } from "@/lib/access/session";
import { juniperAccess as contract } from "@/lib/contract/juniper-access";
import { db } from "@/lib/db/connection";
import { testDatabase } from "@/lib/db/testing";
import { completeEnv } from "@/lib/env";
import { asked, sessionOf } from "@/lib/http/testing";
import { logger } from "@/lib/log";
import { closeServers, recordingServer } from "@/lib/vendors/http/testing/recording-server";
import { budgetHolder, juniperConfig } from "@/lib/vendors/juniper/config";
import { windowMs } from "./lanes";
import { freeze, takeCall } from "./ledger";

vi.mock("@/lib/access/session", () => ({ currentSession: vi.fn() }));

const { owner } = await testDatabase();
logger().level = "silent";

afterEach(closeServers);
beforeEach(() => owner`delete from vendor_calls`);

async function ask(role: (typeof roles)[number] = "support") {
  vi.mocked(currentSession).mockResolvedValue(sessionOf(role));
  const response = await GET(...asked(contract.budget));
  return { status: response.status, answer: await response.json() };
}

// First, while nothing is set.
test("without a connection there is no budget, and the answer says what to set", async () => {
  expect(await ask()).toMatchObject({ status: 503, answer: { code: "not_connected" } });
});

test("the budget is told as it stands, from our own records alone", async () => {
  const vendor = await recordingServer((_request, response) => response.end());
  completeEnv({
    JUNIPER_BASE_URL: `${vendor.origin}/jal/1.0`,
    JUNIPER_TOKEN_URL: `${vendor.origin}/token`,
    JUNIPER_CLIENT_ID: "muniment",
    JUNIPER_CLIENT_SECRET: "a-secret-of-a-test",
    JUNIPER_ACCOUNT_IDS: "0100001234",
    JUNIPER_USER_EMAIL: "licenses@example.com",
    JUNIPER_CUSTOMER_ID: "0100001234",
    JUNIPER_GROUP_ID: "GRP-77",
    JUNIPER_HOURLY_LIMIT: "10",
  });
  const config = juniperConfig();
  if (config === undefined) throw new Error("Juniper is not connected");
  const budget = { holder: budgetHolder(config), limit: 10 };
  const call = { lane: "read", call: "POST /entitlements", requestId: "req_1" } as const;
  const startedAtMs = Date.now();
  for (let number = 0; number < 3; number++)
    await takeCall(db(), budget, { ...call, askedBy: "ana@example.com" });
  await freeze(db(), budget.holder, 600_000);

  const { status, answer } = await ask();
  expect(status).toBe(200);
  const told = contract.budget.response.parse(answer);
  expect(told).toMatchObject({
    limit: 10,
    used: 3,
    left: 7,
    lanes: {
      change: { share: 2, used: 0, left: 7, nextAt: null },
      read: { share: 2, used: 3, left: 0, nextAt: told.frozenUntil },
      job: { share: 1, used: 0, left: 0, nextAt: told.frozenUntil },
    },
    byWhom: [{ lane: "read", call: "POST /entitlements", askedBy: "ana@example.com", calls: 3 }],
  });
  const near = (instant: string | null, ms: number) =>
    expect(Math.abs(Date.parse(instant ?? "") - ms)).toBeLessThan(30_000);
  near(told.nextFreeAt, startedAtMs + windowMs);
  near(told.frozenUntil, startedAtMs + 600_000);
  near(told.byWhom[0]?.lastAt ?? null, startedAtMs);
  expect(told.freeing.at(-1)?.calls).toBe(3);
  expect(vendor.requests).toHaveLength(0);
});

test.each(roles)("is decided for %s as the permission says", async (role) => {
  const { status } = await ask(role);
  expect(status === 403).toBe(role === "requester");
});
