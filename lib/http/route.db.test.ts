import { Readable } from "node:stream";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { currentSession } from "@/lib/access/session";
import { listEntries } from "@/lib/audit/read";
import { batches } from "@/lib/contract/batches";
import { entitlements } from "@/lib/contract/entitlements";
import { problemDocument, Refusal } from "@/lib/contract/problem";
import { tags } from "@/lib/contract/tags";
import { users } from "@/lib/contract/users";
import { testDatabase } from "@/lib/db/testing";
import { forgetFreshAnswers } from "@/lib/domain/last-answers/last-answers";
import { logger } from "@/lib/log";
import { VendorError, type VendorErrorKind } from "@/lib/vendors/http/vendor-error";
import { route } from "./route";
import { asked, sessionOf } from "./testing";

vi.mock("@/lib/access/session", () => ({ currentSession: vi.fn() }));

await testDatabase();
// Failures are what many of these tests make; the log need not tell of them.
logger().level = "silent";

beforeEach(() => {
  forgetFreshAnswers();
  vi.mocked(currentSession).mockResolvedValue(sessionOf("admin"));
});

const tagPage = {
  items: [{ tagName: "downtown", createdAt: null }],
  page: { number: 1, size: 100, total: 1 },
};
const user = {
  userId: "usr_1",
  email: "ada@example.com",
  name: "Ada",
  role: "support",
  state: "invited",
  signsInWith: "password",
  createdAt: "2026-03-01T10:00:00.000Z",
  lastSignInAt: null,
} as const;
const invitation = { email: "ada@example.com", name: "Ada", role: "support" };

function vendorError(kind: VendorErrorKind, mayHaveActed = false): VendorError {
  return new VendorError({ kind, vendor: "ublox", call: "POST /tag/get", requestId: "req_x", mayHaveActed });
}

async function problemOf(response: Response) {
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  const document = problemDocument.parse(await response.json());
  expect(response.status).toBe(document.status);
  return document;
}

const rowsOf = async (response: Response) =>
  (
    await listEntries({ requestId: response.headers.get("x-request-id") ?? "none" }, { size: 10 })
  ).items.reverse();

/** Rows about things of this name, whichever request made them. */
const rowsAbout = async (subjectId: string) => (await listEntries({ subjectId }, { size: 10 })).items;

describe("a read", () => {
  test("is answered in the contract's shape, with what is not in it taken out, and is not kept by anybody", async () => {
    const handler = vi.fn(async () => ({
      ...tagPage,
      internal: "not told",
      items: [{ ...tagPage.items[0], owner: 7 }],
    }));
    const response = await route(tags.list, handler as never)(...asked(tags.list));
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual(tagPage);
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(response.headers.get("x-request-id")).toMatch(/^req_[0-9a-f]{32}$/);
    expect(await rowsOf(response)).toEqual([]);
  });

  test("needs no Origin: it changes nothing", async () => {
    const handler = route(users.list, async () => ({ items: [] }));
    expect(
      (await handler(...asked(users.list, { headers: { origin: "https://elsewhere.example" } }))).status,
    ).toBe(200);
  });

  test("is refused to who is not signed in, and to whose role does not allow it, before the input is looked at", async () => {
    const handler = vi.fn();
    const get = route(batches.list, handler);
    vi.mocked(currentSession).mockResolvedValue(undefined);
    expect(await problemOf(await get(...asked(batches.list)))).toMatchObject({
      code: "unauthenticated",
      status: 401,
    });
    vi.mocked(currentSession).mockResolvedValue(sessionOf("requester"));
    expect(await problemOf(await get(...asked(batches.list)))).toMatchObject({
      code: "forbidden",
      status: 403,
    });
    expect(handler).not.toHaveBeenCalled();
  });

  test("carries the browser's wish to stop to the vendor, unless others may be waiting for the same answer", async () => {
    const leaving = new AbortController();
    const signals: (AbortSignal | undefined)[] = [];
    const alone = route(batches.checkCsrs, async ({ reading }) => {
      signals.push(reading.signal);
      return { total: 0, good: 0, findings: [], fileProblems: [] };
    });
    const shared = route(tags.list, async ({ reading }) => {
      signals.push(reading.signal);
      return tagPage;
    });
    await alone(...asked(batches.checkCsrs, { signal: leaving.signal }));
    await shared(...asked(tags.list, { signal: leaving.signal }));
    leaving.abort();
    expect(signals.map((signal) => signal?.aborted)).toEqual([true, undefined]);
  });

  test("says of when its answer is, and says so when it is an earlier one", async () => {
    const query = "?page=77";
    const good = await route(tags.list, async () => tagPage)(...asked(tags.list, { query }));
    const asOf = good.headers.get("x-muniment-as-of");
    expect(Math.abs(Date.now() - Date.parse(asOf ?? ""))).toBeLessThan(5_000);
    expect(good.headers.has("x-muniment-stale")).toBe(false);
    const failing = route(tags.list, () => Promise.reject(vendorError("timeout")));
    const stale = await vi.waitFor(async () => {
      const response = await failing(...asked(tags.list, { query }));
      expect(response.status).toBe(200);
      return response;
    });
    expect(stale.headers.get("x-muniment-stale")).toBe("vendor_unavailable");
    expect(stale.headers.get("x-muniment-as-of")).toBe(asOf);
    expect(await stale.json()).toEqual(tagPage);
    const other = await failing(...asked(tags.list, { query: "?page=78" }));
    expect(await problemOf(other)).toMatchObject({ code: "vendor_unavailable" });
  });

  test("says of when an answer is that all processes share, why it is not newer, and when it can be", async () => {
    const answeredAt = new Date("2026-11-22T12:04:00.000Z");
    const keptBack = new VendorError({
      ...vendorError("busy").toJSON(),
      vendor: "juniper",
      detail: "the calls of this hour are used up",
      retryAfterMs: 1_600_000,
    });
    const seen: boolean[] = [];
    const of = (because?: VendorError) =>
      route(entitlements.validate, async ({ tellAge }) => {
        seen.push(tellAge.anew);
        tellAge(answeredAt, because);
        return { valid: false, entitlement: null, warnings: [] };
      });
    const body = { ssrn: "152115129000" };
    const headers = { "cache-control": "no-cache" };
    const good = await of()(...asked(entitlements.validate, { body, headers }));
    const stale = await of(keptBack)(...asked(entitlements.validate, { body }));
    expect(seen).toEqual([true, false]);
    expect(good.headers.get("x-muniment-as-of")).toBe(answeredAt.toISOString());
    expect(good.headers.has("x-muniment-stale")).toBe(false);
    expect(good.headers.has("x-muniment-next-at")).toBe(false);
    expect(stale.headers.get("x-muniment-as-of")).toBe(answeredAt.toISOString());
    expect(stale.headers.get("x-muniment-stale")).toBe("vendor_budget_short");
    const nextInMs = Date.parse(stale.headers.get("x-muniment-next-at") ?? "") - Date.now();
    expect(nextInMs).toBeGreaterThan(1_590_000);
    expect(nextInMs).toBeLessThanOrEqual(1_600_000);
  });

  test("of a file is a download", async () => {
    const { audit } = await import("@/lib/contract/audit");
    const response = await route(audit.export, async () => ({
      fileName: "audit.csv",
      mediaType: "text/csv",
      body: Readable.from([Buffer.from("a,b\n")]),
    }))(...asked(audit.export));
    expect(response.headers.get("content-disposition")).toContain('filename="audit.csv"');
    expect(await response.text()).toBe("a,b\n");
  });
});

describe("a write", () => {
  const create = (handler: Parameters<typeof route<typeof tags.create>>[1]) => route(tags.create, handler);
  const body = { tagName: "downtown" };

  test("passes the gate and is on record under the request that the answer names", async () => {
    const response = await create(async ({ permit, note, body, actor }) => {
      note({ tries: 1 });
      expect(permit.auditId).toMatch(/^aud_/);
      expect(actor.name).toBe("admin@example.com");
      return { tagName: body.tagName, vendorId: 9 };
    })(...asked(tags.create, { body }));
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ tagName: "downtown" });
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(await rowsOf(response)).toEqual([
      expect.objectContaining({
        outcome: "intent",
        action: "tags.create",
        subjectType: "tag",
        subjectId: "downtown",
      }),
      expect.objectContaining({
        outcome: "succeeded",
        actorId: "usr_admin",
        actorRole: "admin",
        address: "192.0.2.9",
        detail: { tries: 1 },
      }),
    ]);
  });

  test("that the vendor finishes later is on record as accepted", async () => {
    const order = {
      certificateProfileId: 1,
      generatorId: 2,
      batchName: "spring",
      batchSize: 10,
      generatorParameters: { start: "1" },
      profileParameters: { secretWord: "hunter2" },
    };
    const response = await route(batches.createFromGenerator, () =>
      Promise.reject(vendorError("timeout", true)),
    )(...asked(batches.createFromGenerator, { body: order }));
    expect(await problemOf(response)).toMatchObject({ code: "outcome_unknown", status: 504 });
    const rows = await rowsOf(response);
    expect(rows.map(({ outcome }) => outcome)).toEqual(["intent", "unknown"]);
    expect(rows[0]?.fields).toEqual([
      "certificateProfileId",
      "generatorId",
      "batchSize",
      "start",
      "secretWord",
    ]);
    expect(JSON.stringify(rows)).not.toContain("hunter2");
  });

  test("in our own records is one row", async () => {
    const response = await route(users.invite, async ({ permit, body }) => {
      expect(permit.tx).toBeDefined();
      return { user: { ...user, ...body }, link: "http://localhost/welcome#s", expiresAt: user.createdAt };
    })(...asked(users.invite, { body: invitation }));
    expect(response.status).toBe(200);
    expect(await rowsOf(response)).toEqual([
      expect.objectContaining({ outcome: "succeeded", fields: ["email", "name", "role:support"] }),
    ]);
  });

  test.each([
    ["with a wrong body", { tagName: "a|b" }],
    ["without a body", undefined],
  ])("%s is refused before it is on record: nothing was tried", async (_what, wrong) => {
    const handler = vi.fn();
    const response = await create(handler)(...asked(tags.create, { body: wrong }));
    expect(await problemOf(response)).toMatchObject({ code: "invalid_input", errors: expect.any(Array) });
    expect(handler).not.toHaveBeenCalled();
    expect(await rowsOf(response)).toEqual([]);
  });

  test("from a page of another site is refused, whoever is signed in", async () => {
    const handler = vi.fn();
    const foreign = [
      ["origin", "https://evil.example"],
      ["origin", "null"],
    ] as const;
    for (const [header, value] of foreign) {
      const response = await create(handler)(...asked(tags.create, { body, headers: { [header]: value } }));
      expect(await problemOf(response)).toMatchObject({ code: "cross_origin", status: 403 });
    }
    expect(handler).not.toHaveBeenCalled();
  });

  test("by who is not signed in is refused and leaves no row: there is nobody to name", async () => {
    vi.mocked(currentSession).mockResolvedValue(undefined);
    const response = await create(vi.fn())(...asked(tags.create, { body: { tagName: "nobody was here" } }));
    expect(await problemOf(response)).toMatchObject({ code: "unauthenticated" });
    expect(await rowsAbout("nobody was here")).toEqual([]);
  });

  test("without the right is refused and on record, with what it was about if that can be read", async () => {
    vi.mocked(currentSession).mockResolvedValue(sessionOf("auditor"));
    const handler = vi.fn();
    const sound = await create(handler)(...asked(tags.create, { body }));
    const unsound = await create(handler)(...asked(tags.create, { body: { tagName: "" } }));
    for (const response of [sound, unsound]) {
      expect(await problemOf(response)).toMatchObject({
        code: "forbidden",
        detail: expect.stringContaining("tags:write"),
      });
    }
    expect(handler).not.toHaveBeenCalled();
    expect(await rowsOf(sound)).toEqual([
      expect.objectContaining({
        outcome: "denied",
        actorRole: "auditor",
        subjectType: "tag",
        subjectId: "downtown",
      }),
    ]);
    expect(await rowsOf(unsound)).toEqual([
      expect.objectContaining({ outcome: "denied", subjectType: "unread", subjectId: "/tags" }),
    ]);
  });

  test.each([
    ["the vendor's no", () => vendorError("refused"), 422, "failed"],
    [
      "our no",
      () => new Refusal("conflict", { detail: "It is there.", next: "Choose another." }),
      409,
      "failed",
    ],
    ["a lost answer", () => vendorError("connection_lost", true), 504, "unknown"],
    [
      "an error of our own, of which nothing is told",
      () => new TypeError("password hunter2 is undefined"),
      500,
      "unknown",
    ],
  ])("that ends with %s is told and on record", async (_what, make, status, outcome) => {
    const response = await create(() => Promise.reject(make()))(...asked(tags.create, { body }));
    const document = await problemOf(response);
    expect(document.status).toBe(status);
    expect(document.requestId).toBe(response.headers.get("x-request-id"));
    expect(JSON.stringify(document)).not.toContain("hunter2");
    expect((await rowsOf(response)).map((row) => row.outcome)).toEqual(["intent", outcome]);
  });

  test.each([
    ["succeeds", async () => ({ tagName: "downtown" })],
    ["fails, for the vendor may have acted", () => Promise.reject(vendorError("timeout", true))],
  ])("that %s ends the time of answers given before it", async (_what, handler) => {
    const list = vi.fn(async () => ({ items: [], examined: 0 }));
    const get = route(batches.attention, list);
    await get(...asked(batches.attention));
    await get(...asked(batches.attention));
    expect(list).toHaveBeenCalledTimes(1);
    await create(handler)(...asked(tags.create, { body }));
    await get(...asked(batches.attention));
    expect(list).toHaveBeenCalledTimes(2);
    forgetFreshAnswers();
  });

  test("that hands out a file is on record with the file's checksum", async () => {
    vi.mocked(currentSession).mockResolvedValue(sessionOf("support"));
    const response = await route(batches.download, async ({ note, params }) => {
      note({ batchName: "spring" });
      return {
        fileName: `batch-${params.batchId}.zip`,
        mediaType: "application/zip",
        body: Readable.from([Buffer.from("PK")]),
      };
    })(...asked(batches.download, { params: { batchId: "12" } }));
    expect(await response.text()).toBe("PK");
    await vi.waitFor(async () => {
      expect((await rowsOf(response)).at(-1)).toMatchObject({
        outcome: "succeeded",
        subjectId: "12",
        detail: { batchName: "spring", bytes: 2, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
      });
    });
  });
});
