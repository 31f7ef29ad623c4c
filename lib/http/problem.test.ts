import { DrizzleQueryError } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { problemCodes, problemDocument, Refusal } from "@/lib/contract/problem";
import { notConnected, VendorError, type VendorErrorKind } from "@/lib/vendors/http/vendor-error";
import { problemResponse, toProblem } from "./problem";

const requestId = "req_1";
const kinds = [
  "not_connected",
  "refused",
  "denied",
  "not_found",
  "busy",
  "unavailable",
  "timeout",
  "connection_lost",
  "bad_answer",
  "too_large",
  "aborted",
] as const satisfies VendorErrorKind[];
// Compiles only while the list above is complete.
const missing: Exclude<VendorErrorKind, (typeof kinds)[number]>[] = [];

function vendorError(
  fields: Partial<ConstructorParameters<typeof VendorError>[0]>,
  secrets: string[] = [],
): VendorError {
  const defaults = {
    kind: "refused",
    vendor: "ublox",
    call: "POST /tag/create",
    requestId,
    mayHaveActed: false,
  } as const;
  return new VendorError({ ...defaults, ...fields }, secrets);
}

describe.each(kinds)("a vendor's trouble of the kind %s", (kind) => {
  test.each([false, true])("that %s have changed something is told completely", (mayHaveActed) => {
    const document = toProblem(vendorError({ kind, mayHaveActed, status: 418 }), requestId);
    expect(problemDocument.strict().parse(document)).toEqual(document);
    expect(document.status).toBe(problemCodes[document.code].status);
    expect(document.title).toBe(problemCodes[document.code].title);
    expect(document.type).toBe(`/docs/problems#${document.code}`);
    for (const words of [document.detail, document.next]) expect(words).toMatch(/^(u-blox|[A-Z]).{15,}\.$/);
    expect(document.vendor).toEqual({ name: "u-blox Security Services", status: 418 });
    // Only when it is certain may somebody be told that nothing happened.
    expect(document.code === "outcome_unknown").toBe(mayHaveActed);
    if (mayHaveActed) expect(document.next).toMatch(/^Look whether it happened/);
  });

  test("never signs the person out", () => {
    for (const mayHaveActed of [false, true]) {
      expect([401, 403]).not.toContain(
        toProblem(vendorError({ kind, mayHaveActed, status: 401 }), requestId).status,
      );
    }
  });
});

test("no kind is left out above", () => {
  expect(missing).toEqual([]);
});

describe("what is told", () => {
  test("is the vendor's own reason, where there is one", () => {
    const document = toProblem(vendorError({ status: 400, vendorText: "Tag already exists" }), requestId);
    expect(document).toMatchObject({
      code: "vendor_refused",
      detail: "u-blox Security Services says: Tag already exists",
      vendor: { text: "Tag already exists", status: 400 },
    });
  });

  test("is when to come back, in the body and in the header, rounded up", () => {
    const document = toProblem(vendorError({ kind: "busy", retryAfterMs: 1_200 }), requestId);
    expect(document.retryAfterSeconds).toBe(2);
    expect(problemResponse(document).headers.get("retry-after")).toBe("2");
  });

  test("a call that was kept back tells by what, and does not put words into the vendor's mouth", () => {
    const keptBack = {
      kind: "busy",
      vendor: "juniper",
      detail: "the calls of this hour are used up",
    } as const;
    expect(toProblem(vendorError(keptBack), requestId).detail).toBe(
      "Juniper Direct Connect is not asked at the moment: the calls of this hour are used up.",
    );
    expect(toProblem(vendorError({ ...keptBack, status: 429 }), requestId).detail).toMatch(
      /is asked too often/,
    );
  });

  test.each([
    [1_000, "The next call comes at 12:05 UTC, in a minute. Nothing was changed."],
    [60_000, "The next call comes at 12:06 UTC, in a minute. Nothing was changed."],
    [26 * 60_000 + 1, "The next call comes at 12:31 UTC, in 27 minutes. Nothing was changed."],
    [3_610_000, "The next call comes at 13:06 UTC, in 61 minutes. Nothing was changed."],
  ])("is when the next call comes, where our own count kept it back (%i ms)", (retryAfterMs, next) => {
    const nowMs = Date.parse("2026-11-22T12:04:58.000Z");
    const keptBack = {
      kind: "busy",
      vendor: "juniper",
      detail: "the calls of this hour are used up",
    } as const;
    const document = toProblem(vendorError({ ...keptBack, retryAfterMs }), requestId, nowMs);
    expect(document).toMatchObject({
      code: "vendor_budget_short",
      status: 503,
      detail: "Juniper Direct Connect is not asked at the moment: the calls of this hour are used up.",
      next,
      retryAfterSeconds: Math.ceil(retryAfterMs / 1_000),
    });
  });

  test.each([
    ["the vendor has said so", { vendor: "juniper", status: 429, retryAfterMs: 60_000 }],
    ["no connection was free in time", { vendor: "juniper", retryAfterMs: 500 }],
    ["the vendor's calls are not counted", { vendor: "ublox", retryAfterMs: 60_000 }],
  ] as const)("is no short budget where %s", (_name, fields) => {
    expect(toProblem(vendorError({ kind: "busy", ...fields }), requestId).code).toBe("vendor_busy");
  });

  test("is which variables are missing", () => {
    const document = toProblem(notConnected("sectigo", ["SECTIGO_BASE_URL"]), requestId);
    expect(document).toMatchObject({
      code: "not_connected",
      detail: expect.stringContaining("SECTIGO_BASE_URL"),
    });
  });

  test("of our own refusals is what they say", () => {
    const refusal = new Refusal("conflict", {
      detail: "It is taken.",
      next: "Choose another.",
      errors: [{ path: "email", message: "Taken." }],
      retryAfterSeconds: 60,
    });
    expect(toProblem(refusal, requestId)).toEqual({
      type: "/docs/problems#conflict",
      title: problemCodes.conflict.title,
      status: 409,
      code: "conflict",
      requestId,
      detail: "It is taken.",
      next: "Choose another.",
      errors: [{ path: "email", message: "Taken." }],
      retryAfterSeconds: 60,
    });
  });
});

describe("no secret is told", () => {
  const secret = "s3cr3t-value-7f3a";
  const token = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl";
  const bearers = [
    vendorError({ vendorText: `the key ${secret} is wrong` }, [secret]),
    vendorError({ vendorText: `Authorization: Bearer ${token}` }),
    vendorError({ vendorText: `{"pkcs12Password":"${secret}"}` }),
    vendorError({ vendorText: `<html><body>${secret}</body></html>` }),
    vendorError({
      kind: "bad_answer",
      vendorText: `-----BEGIN PRIVATE KEY-----\n${secret}\n-----END PRIVATE KEY-----`,
    }),
    new Error(`cannot connect with ${secret}`),
    new TypeError(secret, { cause: new Error(secret) }),
    Object.assign(new Error(`password authentication failed: ${secret}`), { code: "28P01" }),
    new DrizzleQueryError("insert into users values ($1)", [secret], new Error(`duplicate key: ${secret}`)),
    new DrizzleQueryError(
      "select $1",
      [secret],
      Object.assign(new Error(secret), { code: "CONNECTION_CLOSED" }),
    ),
    secret,
    { secret },
    undefined,
  ];

  test.each(bearers.map((error, index) => [index, error] as const))("by error %i", async (_index, error) => {
    const response = problemResponse(toProblem(error, requestId));
    const told = `${await response.text()} ${JSON.stringify([...response.headers])}`;
    expect(told).not.toContain(secret);
    expect(told).not.toContain(token);
    expect(told).not.toContain("insert into");
    expect(told).toContain(requestId);
  });
});

describe("trouble with our own database is told apart from our own errors", () => {
  const withCode = (code: string) => Object.assign(new Error("x"), { code });

  test.each([
    "CONNECTION_CLOSED",
    "CONNECTION_ENDED",
    "CONNECT_TIMEOUT",
    "ECONNREFUSED",
    "08006",
    "57P01",
    "57P03",
    "53300",
  ])("%s", (code) => {
    for (const error of [withCode(code), new DrizzleQueryError("select 1", [], withCode(code))]) {
      expect(toProblem(error, requestId)).toMatchObject({ code: "database_unavailable", status: 503 });
    }
  });

  test.each(["23505", "42501", "42P01", "ERR_INVALID_ARG_TYPE"])("not %s", (code) => {
    expect(toProblem(withCode(code), requestId)).toMatchObject({ code: "internal", status: 500 });
  });
});

test("a problem is sent as RFC 9457 says, never to be kept", async () => {
  const response = problemResponse(toProblem(new Error("x"), requestId));
  expect(response.status).toBe(500);
  expect(Object.fromEntries(response.headers)).toEqual({
    "content-type": "application/problem+json",
    "cache-control": "no-store",
    "x-request-id": requestId,
  });
  expect(problemDocument.strict().safeParse(await response.json()).success).toBe(true);
});
