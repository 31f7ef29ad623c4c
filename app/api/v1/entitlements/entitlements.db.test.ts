import { Writable } from "node:stream";
import pino from "pino";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { type Role, roles } from "@/lib/access/permissions";
import { currentSession } from "@/lib/access/session";
import { listEntries } from "@/lib/audit/read";
import { entitlements } from "@/lib/contract/entitlements";
import { licenses } from "@/lib/contract/licenses";
import { problemDocument } from "@/lib/contract/problem";
import { testDatabase } from "@/lib/db/testing";
import { noteLicenseChange } from "@/lib/domain/entitlements/group";
import { juniperVendor, passTime } from "@/lib/domain/entitlements/testing";
import { forgetFailures } from "@/lib/domain/last-answers/vendor-rest";
import { asked, sessionOf } from "@/lib/http/testing";
import { logOptions } from "@/lib/log";
import { setVendorLog } from "@/lib/vendors/http/outcome";
import { GET as deviceCompliance } from "../compliance/devices/route";
import { GET as compliance } from "../compliance/route";
import { POST as revealCode } from "./[entitlementId]/activation-code/route";
import { GET as get } from "./[entitlementId]/route";
import { GET as list } from "./route";
import { POST as validate } from "./validate/route";

vi.mock("@/lib/access/session", () => ({ currentSession: vi.fn() }));

// The routes as they are, against the sandbox's Juniper, with everything that is logged caught.
const { owner } = await testDatabase();
const vendor = await juniperVendor();
const ssrn = "152115129000";
const activationCode = "A1B2C3D4E5F6G7H8";
const minuteMs = 60_000;
let logged = "";

beforeAll(() => {
  const caught = new Writable({
    write(chunk, _encoding, done) {
      logged += String(chunk);
      done();
    },
  });
  const log = pino({ ...logOptions, level: "trace" }, caught);
  Object.assign(globalThis, { munimentLogger: log });
  setVendorLog(log);
});
afterAll(async () => {
  setVendorLog(undefined);
  await vendor.stop();
});
beforeEach(async () => {
  logged = "";
  forgetFailures();
  vendor.sandbox.reset();
  vendor.newBudget(300);
  await owner`delete from shared_answers`;
  await owner`delete from shared_changes`;
  as("admin");
});

const as = (role: Role) => vi.mocked(currentSession).mockResolvedValue(sessionOf(role));
const anew = { "cache-control": "no-cache" };

async function listed(query = "", headers: Record<string, string> = {}) {
  const response = await list(...asked(entitlements.list, { query, headers }));
  expect(response.status).toBe(200);
  return { response, ...entitlements.list.response.parse(await response.json()) };
}

/** The one call there is goes into the list. */
async function useUp() {
  await listed();
  vendor.newBudget(1);
  await passTime(owner, 6 * minuteMs);
  await listed();
}

async function checked(body: unknown, headers: Record<string, string> = {}) {
  const response = await validate(...asked(entitlements.validate, { body, headers }));
  expect(response.status).toBe(200);
  return { response, ...entitlements.validate.response.parse(await response.json()) };
}

async function everythingKept(): Promise<string> {
  const tables = await owner`select table_schema, table_name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`;
  const texts = await Promise.all(
    tables.map(async ({ table_schema, table_name }) =>
      JSON.stringify(
        await owner`select to_jsonb(t) as row from ${owner(table_schema)}.${owner(table_name)} t`,
      ),
    ),
  );
  return texts.join("\n");
}

describe("the list of entitlements", () => {
  test("is answered with its age, from one call, whatever is filtered and however it is turned", async () => {
    const { response, items, page } = await listed();
    expect(Math.abs(Date.now() - Date.parse(response.headers.get("x-muniment-as-of") ?? ""))).toBeLessThan(
      10_000,
    );
    expect(response.headers.has("x-muniment-stale")).toBe(false);
    expect([items.length, page.total]).toEqual([30, 30]);
    const perpetual = await listed("?type=perpetual&sort=product&size=2&page=2");
    expect(perpetual.items.every(({ type }) => type === "PERPETUAL")).toBe(true);
    await listed("?standing=expiring");
    expect(vendor.asked()).toEqual(["/entitlements/query"]);
  });

  test("is asked for again where a person wants to see it asked for", async () => {
    await listed();
    await passTime(owner, 20_000);
    await listed("", anew);
    await listed("", anew);
    expect(vendor.asked()).toHaveLength(2);
  });

  test("says why it is older than it should be, and when the next call comes", async () => {
    await useUp();
    await passTime(owner, 6 * minuteMs);
    const { response, items } = await listed();
    expect(items).toHaveLength(30);
    expect(response.headers.get("x-muniment-stale")).toBe("vendor_budget_short");
    const nextAtMs = Date.parse(response.headers.get("x-muniment-next-at") ?? "");
    expect(nextAtMs - Date.now()).toBeGreaterThan(50 * minuteMs);
    expect(nextAtMs - Date.now()).toBeLessThan(55 * minuteMs);
    expect(Date.now() - Date.parse(response.headers.get("x-muniment-as-of") ?? "")).toBeGreaterThan(
      5 * minuteMs,
    );
  });

  test("of a group that nobody has read while there are no calls is refused, with when the next one comes", async () => {
    await useUp();
    const response = await list(...asked(entitlements.list, { query: "?groupId=GRP-78" }));
    expect(response.status).toBe(503);
    const problem = problemDocument.parse(await response.json());
    expect(problem.code).toBe("vendor_budget_short");
    expect(problem.next).toMatch(
      /^The next call comes at \d\d:\d\d UTC, in \d+ minutes\. Nothing was changed\.$/,
    );
    expect(Number(response.headers.get("retry-after"))).toBe(problem.retryAfterSeconds);
  });

  test("of a group that is not ours is the vendor's no", async () => {
    const response = await list(...asked(entitlements.list, { query: "?groupId=GRP-99" }));
    expect(problemDocument.parse(await response.json())).toMatchObject({ code: "vendor_refused" });
  });

  test.each(["?size=201", "?sort=code", "?endsWithinDays=-1", "?page=0"])("takes no %s", async (query) => {
    const response = await list(...asked(entitlements.list, { query }));
    expect(response.status).toBe(400);
    expect(vendor.asked()).toEqual([]);
  });
});

describe("one entitlement", () => {
  test("is told with its activations and without its code", async () => {
    const response = await get(...asked(entitlements.get, { params: { entitlementId: "ENT-000101" } }));
    const text = await response.text();
    const detail = entitlements.get.response.parse(JSON.parse(text));
    expect(detail).toMatchObject({
      ssrn,
      activationCodeMasked: "••••G7H8",
      quantity: { total: 10, activated: 3, available: 7 },
      group: { groupId: "GRP-77", complete: true },
    });
    expect(detail.activations).toHaveLength(3);
    expect(text).not.toContain(activationCode);
    expect(text).not.toContain("sealedCode");
  });

  test("that the group does not have is told so", async () => {
    const response = await get(...asked(entitlements.get, { params: { entitlementId: "ENT-1" } }));
    expect(problemDocument.parse(await response.json())).toMatchObject({
      code: "not_found",
      detail: "Group GRP-77 of customer 0100001234 has no entitlement ENT-1.",
    });
  });
});

describe("a check of an entitlement", () => {
  test("says what an SSRN or an activation code stands for, and is shared for a minute", async () => {
    for (const body of [{ ssrn }, { activationCode }]) {
      for (let round = 0; round < 3; round++) {
        expect(await checked(body)).toMatchObject({
          valid: true,
          entitlement: { entitlementId: "ENT-000101", standing: "active", activationCodeMasked: "••••G7H8" },
          warnings: [],
        });
      }
    }
    expect(vendor.asked()).toEqual(["/entitlements/validate", "/entitlements/validate"]);
    await passTime(owner, minuteMs + 1_000);
    await checked({ ssrn });
    expect(vendor.asked()).toHaveLength(3);
    await noteLicenseChange("person");
    await checked({ ssrn });
    expect(vendor.asked()).toHaveLength(4);
  });

  test("leaves nothing of the activation code behind", async () => {
    await checked({ activationCode });
    await checked({ activationCode: "WRONG-CODE-4711" });
    for (const text of [logged, await everythingKept()]) {
      expect(text).not.toContain(activationCode);
      expect(text).not.toContain("WRONG-CODE-4711");
    }
  });

  test("of a name that the vendor does not know is a finding, with the vendor's words, and costs one call", async () => {
    for (let round = 0; round < 3; round++) {
      const { valid, entitlement, warnings } = await checked({ ssrn: "999999999999" });
      expect({ valid, entitlement }).toEqual({ valid: false, entitlement: null });
      expect(warnings).toEqual([{ code: "SIM-402", words: expect.stringMatching(/\w+/) }]);
    }
    expect(vendor.asked()).toHaveLength(1);
  });

  test("of what is valid no more says why", async () => {
    const { items } = await listed("?standing=revoked");
    const { valid, entitlement, warnings } = await checked({ ssrn: items[0]?.ssrn });
    expect({ valid, standing: entitlement?.standing }).toEqual({ valid: false, standing: "revoked" });
    expect(warnings).toEqual([{ code: "SIM-303", words: expect.stringContaining("REVOKED") }]);
  });

  test("is an error, where the vendor refuses who asks", async () => {
    vendor.settings.change({ juniper: { apiKeyPlacement: "body" } });
    try {
      const response = await validate(...asked(entitlements.validate, { body: { ssrn } }));
      expect(problemDocument.parse(await response.json())).toMatchObject({ code: "vendor_refused" });
    } finally {
      vendor.settings.reset();
    }
  });

  test("takes one name, not two and not none", async () => {
    for (const body of [{}, { ssrn, activationCode }, { ssrn: "x" }]) {
      expect((await validate(...asked(entitlements.validate, { body }))).status).toBe(400);
    }
  });
});

describe("the activation code", () => {
  const reason = "Ticket 4711";
  const reveal = (entitlementId = "ENT-000101", body: Record<string, unknown> = { reason }) =>
    revealCode(...asked(entitlements.revealCode, { params: { entitlementId }, body }));

  test("is shown from the sealed copy, however old, without a call, and is on record without itself", async () => {
    await listed();
    await passTime(owner, 3 * 60 * minuteMs);
    const response = await reveal();
    expect(await response.json()).toEqual({ activationCode });
    expect(vendor.asked()).toEqual(["/entitlements/query"]);
    const [row] = (await listEntries({ action: "entitlements.revealCode" }, { size: 1 })).items;
    expect(row).toMatchObject({ outcome: "succeeded", subjectId: "ENT-000101", detail: { ssrn } });
    for (const text of [logged, await everythingKept()]) expect(text).not.toContain(activationCode);
  });

  test("is read with the group, where nobody has read that yet", async () => {
    expect(await (await reveal()).json()).toEqual({ activationCode });
    expect(vendor.asked()).toEqual(["/entitlements/query"]);
  });

  test("is asked for by the SSRN, where the copy does not open", async () => {
    await listed();
    await owner`update shared_answers
      set body = jsonb_set(body, '{entitlements,0,sealedCode}', '"a.b.c.d.e"'), answered_at = clock_timestamp()`;
    expect(await (await reveal()).json()).toEqual({ activationCode });
    expect(vendor.asked()).toEqual(["/entitlements/query", "/entitlements/validate"]);
  });

  test("of what the group does not have is not looked for elsewhere", async () => {
    expect((await reveal("ENT-1")).status).toBe(404);
    expect(vendor.asked()).toEqual(["/entitlements/query"]);
  });

  test.each(roles.filter((role) => role !== "admin"))("is not for the role %s", async (role) => {
    as(role);
    expect((await reveal()).status).toBe(403);
    expect(vendor.asked()).toEqual([]);
  });

  test("needs a reason, and somebody who has shown lately who they are", async () => {
    expect((await reveal("ENT-000101", {})).status).toBe(400);
    vi.mocked(currentSession).mockResolvedValue(
      sessionOf("admin", { confirmedAt: new Date(Date.now() - 6 * minuteMs) }),
    );
    expect(problemDocument.parse(await (await reveal()).json()).code).toBe("confirmation_needed");
  });
});

describe("compliance", () => {
  test("of the group and of its devices comes from the same call as the list", async () => {
    await listed();
    const group = licenses.compliance.response.parse(
      await (await compliance(...asked(licenses.compliance))).json(),
    );
    expect(group).toMatchObject({ compliant: false, groupId: "GRP-77", unclearCount: 0 });
    expect(group.activated).toBe(group.owned - group.free + group.exceeded + group.lapsed);
    const response = await deviceCompliance(
      ...asked(licenses.deviceCompliance, { query: "?compliant=false&size=200" }),
    );
    const devices = licenses.deviceCompliance.response.parse(await response.json());
    expect(devices.items.length).toBeGreaterThan(0);
    for (const { compliant, remarks } of devices.items) {
      expect(compliant).toBe(false);
      expect(remarks.length).toBeGreaterThan(0);
    }
    expect(response.headers.has("x-muniment-as-of")).toBe(true);
    expect(vendor.asked()).toEqual(["/entitlements/query"]);
  });
});
