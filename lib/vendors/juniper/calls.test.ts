import { afterEach, describe, expect, test } from "vitest";
import { closeClients, failureOf, permit, reading, shortMs } from "../http/testing/client";
import { answer, closeServers, type Reply } from "../http/testing/recording-server";
import { activateLicense } from "./activations";
import type { JuniperClient } from "./client";
import { listEntitlements, validateEntitlement } from "./entitlements";
import { revokeLicense, revokeVoucher } from "./revocations";
import { good, identity, juniperStandIn, refusal, tokenPath } from "./testing";
import { issueVoucher } from "./vouchers";

afterEach(async () => {
  await closeClients();
  await closeServers();
});

interface OneCall {
  name: string;
  path: string;
  body: Record<string, unknown>;
  make(juniper: JuniperClient): Promise<unknown>;
}

const serialNumber = "JN1234ABC";
const ssrn = "152115129000";
const activationCode = "A1B2C3D4E5F6G7H8";

const reads: OneCall[] = [
  {
    name: "validate by code",
    path: "/entitlements/validate",
    body: { activationCode },
    make: (juniper) => validateEntitlement(reading, juniper, { activationCode }),
  },
  {
    name: "validate by SSRN",
    path: "/entitlements/validate",
    body: { ssrn },
    make: (juniper) => validateEntitlement(reading, juniper, { ssrn }),
  },
  {
    name: "list of the configured group",
    path: "/entitlements/query",
    body: { customerId: "0100001234", groupId: "GRP-77", pageSize: 200 },
    make: (juniper) => listEntitlements(reading, juniper),
  },
  {
    name: "list of another group and type, second page",
    path: "/entitlements/query",
    body: {
      customerId: "0100001234",
      groupId: "GRP-78",
      entitlementType: "VOUCHER",
      pageSize: 50,
      pageToken: "p2",
    },
    make: (juniper) =>
      listEntitlements(reading, juniper, {
        groupId: "GRP-78",
        type: "VOUCHER",
        pageSize: 50,
        pageToken: "p2",
      }),
  },
];

const writes: OneCall[] = [
  {
    name: "activate by SSRN",
    path: "/licenses/activate",
    body: { ssrn, serialNumber, quantity: 1 },
    make: (juniper) => activateLicense(permit(), juniper, { serialNumber, of: { ssrn } }),
  },
  {
    name: "activate by code",
    path: "/licenses/activate",
    body: { activationCode, serialNumber, quantity: 3 },
    make: (juniper) =>
      activateLicense(permit(), juniper, { serialNumber, of: { activationCode }, quantity: 3 }),
  },
  {
    name: "voucher",
    path: "/vouchers/generate",
    body: {
      ssrn,
      serialNumber,
      expirationDate: "2027-01-31T00:00:00.000Z",
      pinnedDomainCert: "MIIB",
    },
    make: (juniper) =>
      issueVoucher(permit(), juniper, {
        serialNumber,
        ssrn,
        expiresAt: "2027-01-31T01:00:00+01:00",
        pinnedDomainCertBase64: "MIIB",
      }),
  },
  {
    name: "revoke a license",
    path: "/revocations",
    body: { revokeType: "LICENSE", ssrn, serialNumber, activationId: "ACT-10", reason: "r".repeat(250) },
    make: (juniper) =>
      revokeLicense(permit(), juniper, {
        serialNumber,
        of: { ssrn },
        activationId: "ACT-10",
        reason: "r".repeat(251),
      }),
  },
  {
    name: "revoke a voucher",
    path: "/revocations",
    body: { revokeType: "VOUCHER", ssrn, serialNumber, voucherId: "VCH-5" },
    make: (juniper) => revokeVoucher(permit(), juniper, { serialNumber, ssrn, voucherId: "VCH-5" }),
  },
];

const common = { accountIds: identity.accountIds, userEmail: identity.userEmail };
const says =
  (status: number, body: unknown, headers: Record<string, string> = {}): Reply =>
  (_request, response) =>
    answer(response, body, status, headers);
const exception = (words: string) => ({
  Exception: `API Gateway encountered an error. Error Message: ${words}. Request Details: Service - jal, Client IP - 10.1.2.3, User - u and Application:null`,
});

describe.each([...reads, ...writes])("$name", ({ path, body, make }) => {
  test("is one POST of exactly this", async () => {
    const { juniper, asked, bodies } = await juniperStandIn(says(400, refusal()));
    await failureOf(make(juniper));
    expect(asked().map(({ method, url }) => `${method} ${url}`)).toEqual([`POST /jal/1.0${path}`]);
    expect(bodies()).toEqual([{ ...common, ...body }]);
    const { transactionId, requestDateTime } = JSON.parse(asked()[0]?.text ?? "");
    expect(transactionId).toMatch(/^[0-9a-f]{32}$/);
    expect(requestDateTime).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(asked()[0]?.headers).toMatchObject({
      authorization: "Bearer access-1",
      accept: "application/json",
      "content-type": "application/json",
      sapbpid: "0300009999",
      contactid: "0200005678",
      customergroupid: "CG-100",
    });
  });
});

test("identifiers go into the body where it is set so, and what was not handed out goes nowhere", async () => {
  const inBody = { ...identity, identifiersIn: "body" as const, contactId: undefined };
  const { juniper, asked, bodies } = await juniperStandIn(says(400, refusal()), {
    config: { identity: inBody },
  });
  await failureOf(listEntitlements(reading, juniper));
  expect(bodies()[0]).toMatchObject({ sapbpID: "0300009999", customerGroupID: "CG-100" });
  expect(bodies()[0]).not.toHaveProperty("contactID");
  expect(asked()[0]?.headers).not.toHaveProperty("sapbpid");
});

/** How often each is sent, and whether a change may have been carried out. */
const failures: {
  name: string;
  reply: Reply;
  kind: string;
  text?: RegExp;
  sentTimes?: number;
  readSentTimes?: number;
  mayHaveActed?: boolean;
  tooMany?: boolean;
}[] = [
  { name: "400 with a fault", reply: says(400, refusal()), kind: "refused", text: /^768: Serial number or/ },
  { name: "200 with 400 inside", reply: says(200, refusal()), kind: "refused", text: /^768: / },
  {
    name: "200 with 400 inside a wrapper",
    reply: says(200, { activateLicenseResponse: { ...refusal(), statusCode: 400 } }),
    kind: "refused",
    text: /^768: /,
  },
  { name: "400 with no body", reply: says(400, ""), kind: "refused" },
  {
    name: "200 with a failure after the act",
    reply: says(200, refusal("973", "System error building response")),
    kind: "unavailable",
    mayHaveActed: true,
  },
  { name: "400 that says 200", reply: says(400, good({})), kind: "bad_answer", mayHaveActed: true },
  { name: "200 without a statusCode", reply: says(200, { a: 1 }), kind: "bad_answer", mayHaveActed: true },
  {
    name: "200 with an unknown statusCode",
    reply: says(200, { statusCode: "999" }),
    kind: "bad_answer",
    mayHaveActed: true,
  },
  { name: "200 that misses the object", reply: says(200, good({})), kind: "bad_answer", mayHaveActed: true },
  {
    name: "gateway 401",
    reply: says(401, exception("Unauthorized application request")),
    kind: "denied",
    text: /^Unauthorized application request\.$/,
    sentTimes: 2,
  },
  { name: "403", reply: says(403, exception("Not you")), kind: "denied" },
  { name: "404", reply: says(404, ""), kind: "not_found" },
  { name: "429", reply: says(429, ""), kind: "busy", readSentTimes: 2, tooMany: true },
  {
    name: "429 that names a time",
    reply: says(429, exception("Rate limit exceeded"), { "retry-after": "90" }),
    kind: "busy",
    text: /^Rate limit exceeded\.$/,
    tooMany: true,
  },
  {
    name: "rate limit under 500",
    reply: says(500, exception("Rate limit exceeded")),
    kind: "busy",
    readSentTimes: 2,
    tooMany: true,
  },
  {
    name: "rate limit in a fault",
    reply: says(200, refusal("1", "Rate limit exceeded")),
    kind: "busy",
    readSentTimes: 2,
    tooMany: true,
  },
  { name: "503", reply: says(503, ""), kind: "busy", readSentTimes: 2, mayHaveActed: true },
  { name: "500", reply: says(500, exception("Oops")), kind: "unavailable", mayHaveActed: true },
  {
    name: "a redirect",
    reply: says(302, "", { location: "http://127.0.0.1:1/" }),
    kind: "bad_answer",
    mayHaveActed: true,
  },
  { name: "a web page", reply: says(200, "<html></html>"), kind: "bad_answer", mayHaveActed: true },
  { name: "half an answer", reply: says(200, '{"statusCode":"2'), kind: "bad_answer", mayHaveActed: true },
  { name: "null", reply: says(200, "null"), kind: "bad_answer", mayHaveActed: true },
  {
    name: "a lost connection",
    reply: (_request, response) => response.socket?.resetAndDestroy(),
    kind: "connection_lost",
    readSentTimes: 2,
    mayHaveActed: true,
  },
];

describe.each(failures)(
  "$name",
  ({ reply, kind, text, sentTimes = 1, readSentTimes, mayHaveActed, tooMany }) => {
    test.each(reads)(`is $name: ${kind}`, async ({ path, make }) => {
      const { juniper, asked, admission, server } = await juniperStandIn(reply);
      const error = await failureOf(make(juniper));
      expect(error).toMatchObject({ vendor: "juniper", kind, call: `POST ${path}`, mayHaveActed: false });
      if (text) expect(error.vendorText).toMatch(text);
      expect(error.message).not.toContain("10.1.2.3");
      expect(asked()).toHaveLength(readSentTimes ?? sentTimes);
      // Each request was counted, tokens too, and no transaction was sent twice.
      expect(admission.attempts).toHaveLength(server.requests.length);
      const transactions = asked().map((request) => JSON.parse(request.text).transactionId);
      expect(new Set(transactions).size).toBe(asked().length);
      expect(admission.vendorSaid.length > 0).toBe(tooMany === true);
    });

    test.each(writes)(`is $name: ${kind}`, async ({ path, make }) => {
      const { juniper, asked } = await juniperStandIn(reply);
      expect(await failureOf(make(juniper))).toMatchObject({
        kind,
        call: `POST ${path}`,
        mayHaveActed: mayHaveActed === true,
      });
      expect(asked()).toHaveLength(sentTimes);
      const transactions = asked().map((request) => JSON.parse(request.text).transactionId);
      expect(new Set(transactions).size).toBe(asked().length);
    });
  },
);

test("the time a 429 names is told to whoever counts, and to whoever asked", async () => {
  const { juniper, admission } = await juniperStandIn(says(429, "", { "retry-after": "90" }));
  expect(await failureOf(listEntitlements(reading, juniper))).toMatchObject({ retryAfterMs: 90_000 });
  expect(admission.vendorSaid).toEqual([90_000]);
});

test("silence ends every call by its deadline, a change in doubt", async () => {
  for (const { make } of [...reads, ...writes]) {
    const limits = { readDeadlineMs: shortMs, writeDeadlineMs: shortMs };
    const { juniper, asked } = await juniperStandIn(() => {}, { limits });
    const error = await failureOf(make(juniper));
    const isWrite = writes.some((write) => write.make === make);
    expect(error).toMatchObject({ kind: "timeout", mayHaveActed: isWrite && asked().length > 0 });
  }
});

describe("no secret survives in an error", () => {
  test.each([
    ["the code that was asked about", `Code ${activationCode} is unknown`],
    ["a code it quotes by itself", "Activation code: Z9Y8X7W6V5 was used up"],
    ["a key it quotes", "licenseKey=JUNOS204558 was issued"],
  ])("%s", async (_name, words) => {
    const { juniper } = await juniperStandIn(says(400, refusal("1", words)));
    const error = await failureOf(validateEntitlement(reading, juniper, { activationCode }));
    expect(error.vendorText).toMatch(/\[redacted\]/);
    expect(JSON.stringify([error, error.message])).not.toMatch(/A1B2C3D4|Z9Y8X7W6V5|JUNOS204558/);
  });

  test("words without a digit stay", async () => {
    const { juniper } = await juniperStandIn(says(400, refusal("1", "Activation code unknown")));
    expect(await failureOf(listEntitlements(reading, juniper))).toMatchObject({
      vendorText: "1: Activation code unknown",
    });
  });

  test("nor the client's own", async () => {
    const { juniper } = await juniperStandIn(says(400, refusal("1", "access-1 and client-secret-1")));
    const { vendorText } = await failureOf(listEntitlements(reading, juniper));
    expect(vendorText).toBe("1: [redacted] and [redacted]");
  });
});

test("a gateway that rejects a new token too is believed: one token more, then no more", async () => {
  const { juniper, server } = await juniperStandIn(says(401, exception("Unauthorized application request")));
  await failureOf(listEntitlements(reading, juniper));
  await failureOf(listEntitlements(reading, juniper));
  expect(server.requests.filter(({ url }) => url === tokenPath)).toHaveLength(2);
});
