import { createHash, X509Certificate } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { z } from "zod";
import { vouchers as table } from "@/drizzle/schema/juniper";
import type { Role } from "@/lib/access/permissions";
import { currentSession } from "@/lib/access/session";
import { listEntries } from "@/lib/audit/read";
import type { ConsoleEvent } from "@/lib/contract/events";
import { problemDocument } from "@/lib/contract/problem";
import { vouchers } from "@/lib/contract/vouchers";
import { db } from "@/lib/db/connection";
import { testDatabase } from "@/lib/db/testing";
import { readGroup } from "@/lib/domain/entitlements/group";
import { eventChannel, fromPayload } from "@/lib/domain/events/message";
import { vouchersVendor } from "@/lib/domain/vouchers/testing";
import { rsa2048, testAuthority } from "@/lib/domain/x509/testing";
import { asked, sessionOf } from "@/lib/http/testing";
import { logger } from "@/lib/log";
import { seal, unseal } from "@/lib/sealing/seal";
import { permit } from "@/lib/vendors/http/testing/client";
import { revokeVoucher } from "@/lib/vendors/juniper/revocations";
import * as downloadRoute from "./[voucherId]/download/route";
import * as revokeRoute from "./[voucherId]/revoke/route";
import * as voucherRoute from "./[voucherId]/route";
import * as settleRoute from "./[voucherId]/settle/route";
import * as certificateCheckRoute from "./certificate-check/route";
import * as vouchersRoute from "./route";

vi.mock("@/lib/access/session", () => ({ currentSession: vi.fn() }));

const { owner } = await testDatabase();
// Failures are what these tests make; the log need not tell of them.
logger().level = "silent";

let vendor: Awaited<ReturnType<typeof vouchersVendor>>;
let domain: Awaited<ReturnType<typeof testAuthority>>;
let heard: (ConsoleEvent | undefined)[] = [];
await owner.listen(eventChannel, (payload) => heard.push(fromPayload(payload)));

const dayMs = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * dayMs).toISOString();

beforeAll(async () => {
  vendor = await vouchersVendor();
  domain = await testAuthority({
    subject: "CN=domain.example.com",
    notBefore: new Date(Date.now() - dayMs),
    notAfter: new Date(Math.floor(Date.now() / 1_000) * 1_000 + 180 * dayMs),
  });
});
afterAll(() => vendor.stop());
beforeEach(async () => {
  await db().delete(table);
  heard = [];
  as("admin");
});
afterEach(() => vendor.sandbox.clearFaults());

function as(role: Role) {
  vi.mocked(currentSession).mockResolvedValue(sessionOf(role));
}

let serials = 0;
function newSerial(): string {
  serials += 1;
  return `JN${String(serials).padStart(6, "0")}`;
}

type Wanted = Partial<z.input<typeof vouchers.issue.body>>;

const issuing = (wanted: Wanted = {}) =>
  vouchersRoute.POST(
    ...asked(vouchers.issue, {
      body: {
        serialNumber: newSerial(),
        ssrn: vendor.ssrn,
        expiresAt: inDays(90),
        certificate: domain.pem,
        ...wanted,
      },
    }),
  );

async function issued(wanted: Wanted = {}) {
  const response = await issuing(wanted);
  expect(response.status).toBe(200);
  return vouchers.issue.response.parse(await response.json()).voucher;
}

async function problemOf(response: Promise<Response>) {
  return problemDocument.parse(await (await response).json());
}

const params = (voucherId: string) => ({ params: { voucherId } });

async function read(voucherId: string) {
  const response = await voucherRoute.GET(...asked(vouchers.get, params(voucherId)));
  return vouchers.get.response.parse(await response.json());
}

const download = (voucherId: string) => downloadRoute.POST(...asked(vouchers.download, params(voucherId)));
const revoking = (voucherId: string, reason = "Device was sold") =>
  revokeRoute.POST(...asked(vouchers.revoke, { ...params(voucherId), body: { reason } }));
const settling = (voucherId: string, happened: boolean) =>
  settleRoute.POST(
    ...asked(vouchers.settle, {
      ...params(voucherId),
      body: { happened, reason: "Looked it up in the portal" },
    }),
  );

async function list(query = "") {
  const response = await vouchersRoute.GET(...asked(vouchers.list, { query }));
  return vouchers.list.response.parse(await response.json());
}

/** The only row there is. */
async function only() {
  const { items } = await list();
  expect(items).toHaveLength(1);
  const [voucher] = items;
  if (voucher === undefined) throw new Error("there is no voucher");
  return voucher;
}

const loses = (path: string) =>
  vendor.sandbox.setFault({ fault: "lost_answer", pathPrefix: `/jal-licensing/1.0${path}`, times: 1 });

const ago = (minutes: number) => sql`now() - ${minutes}::int * interval '1 minute'`;

describe("issuing", () => {
  test("keeps the file sealed, decodes it, and tells open pages and the history", async () => {
    const serialNumber = newSerial();
    const voucher = await issued({ serialNumber: serialNumber.toLowerCase() });
    expect(voucher).toMatchObject({
      serialNumber,
      ssrn: vendor.ssrn,
      state: "issued",
      standing: "issued",
      issuedBy: "admin@example.com",
      assertion: "verified",
      sharedWithCount: 0,
      fileName: `${serialNumber}.vcj`,
      mediaType: "application/voucher-cms+json",
    });
    const detail = await read(voucher.voucherId);
    expect(detail).toMatchObject({
      differences: [],
      decodeProblem: null,
      pinned: { subject: "CN=domain.example.com" },
      handedOut: [],
      decoded: {
        serialNumber,
        expiresOn: voucher.expiresAt,
        assertion: "verified",
        signature: "valid",
        remarks: [],
        pinnedDomainCertificate: { fingerprintSha256: voucher.certificate.fingerprintSha256 },
      },
    });
    expect(new X509Certificate(detail.certificatePem).raw).toEqual(domain.der);
    const [row] = await db().select().from(table);
    expect(row?.sealedFile).toMatch(/^eyJ/);
    expect(row?.sealedFile).not.toContain("MII");
    await vi.waitFor(() => expect(heard).toContainEqual({ type: "licenses" }));
    const { items: entries } = await listEntries({ action: "vouchers.issue" }, { size: 2 });
    expect(entries[0]).toMatchObject({
      outcome: "succeeded",
      subjectType: "voucher",
      subjectId: `${serialNumber} of ${vendor.ssrn}`,
      detail: {
        voucherId: voucher.voucherId,
        vendorVoucherId: voucher.vendorVoucherId,
        sha256: voucher.sha256,
      },
    });
    expect(JSON.stringify(entries)).not.toContain("MII");
  });

  test("names the product where the group was read before, and asks nobody for it", async () => {
    expect((await issued()).productSku).toBeNull();
    await readGroup({ requestId: "req_test" }, vendor.juniper);
    const before = vendor.sandbox.callCount();
    expect((await issued()).productSku).toBe(vendor.productSku);
    expect(vendor.sandbox.callCount()).toBe(before + 1);
  });

  test("takes DER in base64, and a certificate with an RSA key", async () => {
    const rsa = await testAuthority({ algorithm: rsa2048, notAfter: new Date(Date.now() + 200 * dayMs) });
    const voucher = await issued({ certificate: rsa.der.toString("base64") });
    expect((await read(voucher.voucherId)).pinned?.key).toBe("RSA 2048");
  });

  test("may end with its certificate, and not a second later; nothing is sent then", async () => {
    const end = new X509Certificate(domain.pem).validToDate;
    await issued({ expiresAt: end.toISOString() });
    const before = vendor.callsTo("/vouchers/generate");
    const later = await problemOf(issuing({ expiresAt: new Date(end.getTime() + 1_000).toISOString() }));
    expect(later).toMatchObject({
      code: "invalid_input",
      errors: [
        { path: "expiresAt", message: expect.stringContaining("cannot end later than the certificate") },
      ],
    });
    expect(vendor.callsTo("/vouchers/generate")).toBe(before);
    expect((await list()).page.total).toBe(1);
  });

  test.each([
    ["an end in the past", { expiresAt: "2026-01-01T00:00:00Z" }, "expiresAt", "which is past"],
    ["what is no certificate", { certificate: "MIIB" }, "certificate", "cannot be pinned"],
  ])("refuses %s before anything is sent", async (_what, wanted, path, words) => {
    const before = vendor.callsTo("/vouchers/generate");
    expect(await problemOf(issuing(wanted))).toMatchObject({
      code: "invalid_input",
      errors: [{ path, message: expect.stringContaining(words) }],
    });
    expect(vendor.callsTo("/vouchers/generate")).toBe(before);
    expect((await list()).items).toEqual([]);
  });

  test("refuses a certificate that has ended", async () => {
    const old = await testAuthority({ notAfter: new Date(Date.now() - dayMs) });
    expect(await problemOf(issuing({ certificate: old.pem }))).toMatchObject({
      errors: [{ path: "certificate", message: expect.stringContaining("It ended on") }],
    });
  });

  test.each([
    ["SIM-409", { serialNumber: "EX0001OLD" }],
    ["SIM-402", { ssrn: "9999" }],
  ])("what Juniper refuses, %s, is on record as not issued", async (code, wanted) => {
    expect(await problemOf(issuing(wanted))).toMatchObject({
      code: "vendor_refused",
      vendor: { text: expect.stringContaining(code) },
    });
    expect(await only()).toMatchObject({ state: "not_issued", standing: "not_issued", issuedAt: null });
  });

  test("a second one for the same device is Juniper's to refuse", async () => {
    const { serialNumber } = await issued();
    expect(await problemOf(issuing({ serialNumber }))).toMatchObject({
      vendor: { text: expect.stringContaining("SIM-406") },
    });
    expect((await list()).items.map(({ state }) => state)).toEqual(["not_issued", "issued"]);
  });

  test("an end that is past by Juniper's clock is Juniper's to refuse", async () => {
    // The stand-in's clock is ahead: for it the end is past.
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() - 2 * dayMs });
    try {
      expect(await problemOf(issuing({ expiresAt: inDays(1) }))).toMatchObject({
        code: "vendor_refused",
        vendor: { text: expect.stringContaining("SIM-408") },
      });
    } finally {
      vi.useRealTimers();
    }
  });
});

describe("an answer that was lost", () => {
  test("leaves the voucher in doubt, sends nothing again, and can be settled once", async () => {
    loses("/vouchers/generate");
    const before = vendor.callsTo("/vouchers/generate");
    const serialNumber = newSerial();
    expect(await problemOf(issuing({ serialNumber }))).toMatchObject({
      code: "outcome_unknown",
      next: expect.stringContaining("in doubt"),
    });
    const { voucherId } = await only();
    expect(vendor.callsTo("/vouchers/generate")).toBe(before + 1);
    expect((await listEntries({ action: "vouchers.issue" }, { size: 1 })).items[0]?.outcome).toBe("unknown");
    expect(await problemOf(issuing({ serialNumber }))).toMatchObject({
      code: "conflict",
      detail: expect.stringContaining("on its way or in doubt"),
    });
    expect(await read(voucherId)).toMatchObject({
      standing: "issue_in_doubt",
      decoded: null,
      decodeProblem: null,
    });
    expect((await settling(voucherId, true)).status).toBe(200);
    expect(await read(voucherId)).toMatchObject({
      state: "issued",
      issuedAt: expect.any(String),
      settledReason: "Looked it up in the portal",
    });
    expect(await problemOf(settling(voucherId, false))).toMatchObject({ code: "conflict" });
    expect((await listEntries({ action: "vouchers.settle" }, { size: 5 })).items[1]).toMatchObject({
      outcome: "succeeded",
      detail: { statedReason: "Looked it up in the portal" },
    });
    expect(await problemOf(download(voucherId))).toMatchObject({ code: "conflict" });
  });

  test("of a voucher that did not come about gives the way free", async () => {
    loses("/vouchers/generate");
    await issuing();
    const { voucherId } = await only();
    await settling(voucherId, false);
    expect(await only()).toMatchObject({ state: "not_issued", issuedAt: null });
  });

  test.each([
    ["issuing", { askedAt: ago(3) }, "issue_in_doubt"],
    ["revoking", { revokeAskedAt: ago(3), revokeReason: "x" }, "revoke_in_doubt"],
    ["issuing", { askedAt: ago(1) }, "issuing"],
    ["revoking", { revokeAskedAt: ago(1), revokeReason: "x" }, "revoking"],
  ])("%s counts as in doubt after two minutes", async (state, when, standing) => {
    const { voucherId } = await issued();
    await db()
      .update(table)
      .set({ state, ...when })
      .where(eq(table.id, voucherId));
    expect(await only()).toMatchObject({ state: standing, standing });
    expect((await list(`?standing=${standing}`)).page.total).toBe(1);
    expect((await settling(voucherId, true)).status).toBe(state === standing ? 409 : 200);
  });
});

describe("the file", () => {
  test("is handed out as it came, with its bytes in the history", async () => {
    const { voucherId, serialNumber, sha256, sizeBytes } = await issued();
    const response = await download(voucherId);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-type": "application/voucher-cms+json",
      "content-disposition": `attachment; filename="${serialNumber}.vcj"`,
      "content-length": String(sizeBytes),
      "cache-control": "no-store",
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(createHash("sha256").update(bytes).digest("hex")).toBe(sha256);
    await vi.waitFor(async () => expect((await read(voucherId)).handedOut).toHaveLength(1));
    const { handedOut } = await read(voucherId);
    expect(handedOut[0]?.by).toBe("admin@example.com");
    const { items } = await listEntries({ action: "vouchers.download" }, { size: 1 });
    expect(items[0]).toMatchObject({ outcome: "succeeded", detail: { bytes: bytes.length, sha256 } });
  });

  test("opens at its own row only", async () => {
    const [one, other] = [await issued(), await issued()];
    const [row] = await db().select().from(table).where(eq(table.id, one.voucherId));
    await db()
      .update(table)
      .set({ sealedFile: row?.sealedFile ?? null })
      .where(eq(table.id, other.voucherId));
    expect(await read(other.voucherId)).toMatchObject({
      decoded: null,
      decodeProblem: expect.stringContaining("cannot be opened"),
    });
    expect(await problemOf(download(other.voucherId))).toMatchObject({ code: "conflict" });
  });
});

describe("what Juniper hands out is held against what was asked for", () => {
  test("another device, end and certificate are told, and the signature as well", async () => {
    const [one, other] = [await issued(), await issued({ expiresAt: inDays(30) })];
    const { sealedFile, placed } = await resealed(one.voucherId, other.voucherId);
    expect(sealedFile).not.toBe(placed);
    const { differences, decoded } = await read(other.voucherId);
    expect(differences).toEqual([
      expect.stringContaining(`is for ${one.serialNumber}, and was asked for ${other.serialNumber}`),
      expect.stringContaining("The file ends on"),
    ]);
    expect(decoded?.signature).toBe("valid");
  });

  /** Puts the file of one voucher into another's row, properly sealed for it. */
  async function resealed(from: string, to: string) {
    const [row] = await db().select().from(table).where(eq(table.id, from));
    const sealedFile = row?.sealedFile ?? "";
    const content = await unseal(sealedFile, `vouchers.sealed_file/${from}`);
    const placed = await seal(content, `vouchers.sealed_file/${to}`);
    await db().update(table).set({ sealedFile: placed }).where(eq(table.id, to));
    return { sealedFile, placed };
  }
});

describe("revoking", () => {
  test("is told to Juniper with its reason, once", async () => {
    const { voucherId } = await issued();
    const answer = vouchers.revoke.response.parse(await (await revoking(voucherId)).json());
    expect(answer.voucher).toMatchObject({
      state: "revoked",
      revokeReason: "Device was sold",
      revokedAt: expect.any(String),
    });
    const before = vendor.callsTo("/revocations");
    expect(await problemOf(revoking(voucherId))).toMatchObject({
      code: "conflict",
      detail: "This voucher is revoked already.",
    });
    expect(vendor.callsTo("/revocations")).toBe(before);
    expect((await download(voucherId)).status).toBe(200);
  });

  test.each(["SIM-411", "SIM-410"])("what Juniper refuses, %s, leaves it as it was", async (code) => {
    const { voucherId, serialNumber, vendorVoucherId } = await issued();
    if (code === "SIM-411") {
      await revokeVoucher(permit(), vendor.juniper, { serialNumber, ssrn: vendor.ssrn });
    } else {
      const unknown = { vendorVoucherId: `not ${vendorVoucherId}` };
      await db().update(table).set(unknown).where(eq(table.id, voucherId));
    }
    expect(await problemOf(revoking(voucherId))).toMatchObject({
      code: "vendor_refused",
      vendor: { text: expect.stringContaining(code) },
    });
    expect(await only()).toMatchObject({ state: "issued", revokedAt: null, revokeReason: null });
  });

  test.each([
    [true, { state: "revoked", revokeReason: "Device was sold", revokedAt: expect.any(String) }],
    [false, { state: "issued", revokeReason: null, revokedAt: null }],
  ])("whose answer was lost is in doubt, and settled as %s", async (happened, expected) => {
    const { voucherId } = await issued();
    loses("/revocations");
    expect(await problemOf(revoking(voucherId))).toMatchObject({ code: "outcome_unknown" });
    expect(await only()).toMatchObject({ standing: "revoke_in_doubt" });
    await settling(voucherId, happened);
    expect(await only()).toMatchObject(expected);
  });

  test("needs one that is issued and has not ended", async () => {
    const { voucherId } = await issued();
    await db()
      .update(table)
      .set({ expiresAt: ago(1) })
      .where(eq(table.id, voucherId));
    expect(await problemOf(revoking(voucherId))).toMatchObject({
      detail: "This voucher has expired: no device takes it any more.",
    });
    await db().update(table).set({ state: "not_issued" }).where(eq(table.id, voucherId));
    expect(await problemOf(revoking(voucherId))).toMatchObject({ detail: "This voucher was not issued." });
    expect(await problemOf(revoking("vch_none"))).toMatchObject({ code: "not_found" });
  });

  test("an answer that comes late outweighs what somebody said meanwhile", async () => {
    const { voucherId } = await issued();
    const slow = {
      fault: "slow_drip",
      pathPrefix: "/jal-licensing/1.0/revocations",
      times: 1,
      everyMs: 3,
    } as const;
    vendor.sandbox.setFault(slow);
    const revocation = revoking(voucherId);
    await vi.waitFor(async () => expect((await only()).state).toBe("revoking"), 5_000);
    await db().update(table).set({ state: "issued" }).where(eq(table.id, voucherId));
    expect((await revocation).status).toBe(200);
    expect(await only()).toMatchObject({ state: "revoked", revokeReason: "Device was sold" });
  });

  test("of two at the same time one is sent", async () => {
    const { voucherId } = await issued();
    const before = vendor.callsTo("/revocations");
    const statuses = (await Promise.all([revoking(voucherId), revoking(voucherId)])).map(
      ({ status }) => status,
    );
    expect(statuses.sort()).toEqual([200, 409]);
    expect(vendor.callsTo("/revocations")).toBe(before + 1);
  });

  test("waits while another voucher for the same device is in doubt", async () => {
    const { voucherId, serialNumber } = await issued();
    loses("/vouchers/generate");
    await issuing({ serialNumber });
    expect(await problemOf(revoking(voucherId))).toMatchObject({
      detail: "Another voucher for the same device and SSRN is on its way or in doubt.",
    });
  });
});

describe("the list", () => {
  const stored = (count: number, changes: (index: number) => Partial<typeof table.$inferInsert>) =>
    db()
      .insert(table)
      .values(
        Array.from({ length: count }, (_, index) => ({
          id: `vch_${String(index).padStart(4, "0")}`,
          state: "issued",
          serialNumber: `SN${String(index).padStart(4, "0")}`,
          ssrn: "1000",
          expiresAt: new Date(Date.now() + 100 * dayMs),
          certificatePem: domain.pem,
          certificateSha256: "ab".repeat(32),
          certificateSubject: "CN=100%_sure",
          certificateIssuer: "CN=ca",
          certificateNotAfter: new Date(Date.now() + 100 * dayMs),
          askedAt: new Date(Date.parse("2026-01-01T00:00:00Z") + index * 1_000),
          askedBy: "ada@example.com",
          requestId: "req_1",
          ...changes(index),
        })),
      );
  const serialsOf = async (query: string) =>
    (await list(query)).items.map(({ serialNumber }) => serialNumber);

  test("tells what the clock makes of them", async () => {
    const ends = [-1, 29, 31];
    await stored(3, (index) => ({ expiresAt: new Date(Date.now() + (ends[index] ?? 0) * dayMs) }));
    const { items } = await list("?sort=expiresAt&direction=asc");
    expect(items.map(({ standing, state }) => [standing, state])).toEqual([
      ["expired", "issued"],
      ["expiring", "issued"],
      ["issued", "issued"],
    ]);
    expect(await serialsOf("?standing=expiring")).toEqual(["SN0001"]);
    expect(await serialsOf("?standing=expired")).toEqual(["SN0000"]);
    expect(await serialsOf("?endsWithinDays=30")).toEqual(["SN0001"]);
    expect(await serialsOf("?endsWithinDays=31&sort=serialNumber&direction=desc")).toEqual([
      "SN0002",
      "SN0001",
    ]);
  });

  test("has pages, newest first, and finds by text as it is written", async () => {
    await stored(5, (index) => ({
      ...(index === 3 && { ssrn: "2000", productSku: "S-MX", certificateSubject: "CN=100xxsure" }),
    }));
    expect(await serialsOf("?size=2&page=2")).toEqual(["SN0002", "SN0001"]);
    expect((await list("?size=2&page=2")).page).toEqual({ number: 2, size: 2, total: 5 });
    expect(await serialsOf("?ssrn=2000")).toEqual(["SN0003"]);
    expect(await serialsOf("?serialNumber=sn0004")).toEqual(["SN0004"]);
    expect(await serialsOf("?search=s-mx")).toEqual(["SN0003"]);
    expect((await list(`?search=${encodeURIComponent("100%_s")}`)).page.total).toBe(4);
    expect((await list("?search=AB:AB:AB")).page.total).toBe(5);
    expect((await list("?search=zzz")).items).toEqual([]);
  });

  test("tells how many other devices were given the same certificate", async () => {
    await stored(4, (index) => ({
      ...(index === 1 && { serialNumber: "SN0000" }),
      ...(index === 2 && { state: "not_issued" }),
      ...(index === 3 && { state: "revoked" }),
    }));
    const { items } = await list("?sort=serialNumber&direction=asc");
    expect(items.map(({ serialNumber, sharedWithCount }) => [serialNumber, sharedWithCount])).toEqual([
      ["SN0000", 1],
      ["SN0000", 1],
      ["SN0002", 2],
      ["SN0003", 1],
    ]);
    expect((await read("vch_0000")).sharedWith).toEqual(["SN0003"]);
  });
});

describe("checking a certificate", () => {
  const check = async (body: z.input<typeof vouchers.checkCertificate.body>) => {
    const response = await certificateCheckRoute.POST(...asked(vouchers.checkCertificate, { body }));
    return vouchers.checkCertificate.response.parse(await response.json());
  };

  test("reads it without a call, and tells problems in the answer", async () => {
    const before = vendor.sandbox.callCount();
    expect(await check({ certificate: domain.pem })).toMatchObject({
      certificate: { subject: "CN=domain.example.com" },
      problem: null,
      remarks: [],
    });
    expect(await check({ certificate: "no certificate" })).toMatchObject({
      certificate: null,
      problem: expect.any(String),
    });
    expect(vendor.sandbox.callCount()).toBe(before);
  });

  test("warns of what was pinned before", async () => {
    const other = await testAuthority({ subject: "CN=other", notAfter: new Date(Date.now() + 200 * dayMs) });
    const [one, two] = [await issued(), await issued()];
    const { ssrn } = vendor;
    const shared = await check({ certificate: domain.pem, serialNumber: "JN99", ssrn });
    expect(shared.remarks).toEqual([
      expect.stringContaining(`2 other devices already: ${one.serialNumber}, ${two.serialNumber}.`),
    ]);
    expect((await check({ certificate: domain.pem, serialNumber: one.serialNumber })).remarks).toEqual([
      expect.stringContaining(`another device already: ${two.serialNumber}.`),
    ]);
    expect((await check({ certificate: other.pem, ssrn })).remarks).toEqual([
      expect.stringContaining("have pinned another certificate so far, last CN=domain.example.com"),
    ]);
    expect((await check({ certificate: other.pem, ssrn: "9999" })).remarks).toEqual([]);
  });
});

test.each<[Role, string, number]>([
  ["support", "list", 200],
  ["auditor", "list", 200],
  ["requester", "list", 403],
  ["approver", "issue", 403],
  ["support", "download", 403],
  ["auditor", "revoke", 403],
  ["approver", "settle", 403],
])("%s: %s is answered %i", async (role, act, status) => {
  const { voucherId } = await issued();
  as(role);
  const responses: Record<string, () => Promise<Response>> = {
    list: () => vouchersRoute.GET(...asked(vouchers.list)),
    issue: () => issuing(),
    download: () => download(voucherId),
    revoke: () => revoking(voucherId),
    settle: () => settling(voucherId, true),
  };
  expect((await responses[act]?.())?.status).toBe(status);
});
