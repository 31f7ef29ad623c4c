import { createHash } from "node:crypto";
import { Writable } from "node:stream";
import pino from "pino";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { currentSession } from "@/lib/access/session";
import { license, licenseDetail, licenses } from "@/lib/contract/licenses";
import { problemDocument } from "@/lib/contract/problem";
import { testDatabase } from "@/lib/db/testing";
import {
  activatePath,
  firstCode,
  firstSsrn,
  licensesVendor,
  timePassed,
} from "@/lib/domain/licenses/testing";
import { asked, sessionOf } from "@/lib/http/testing";
import { logOptions } from "@/lib/log";
import { setVendorLog } from "@/lib/vendors/http/outcome";
import { POST as download } from "./[licenseId]/download/route";
import { POST as lookUp } from "./[licenseId]/look-up/route";
import { POST as release } from "./[licenseId]/release/route";
import { POST as reveal } from "./[licenseId]/reveal/route";
import { GET as get } from "./[licenseId]/route";
import { POST as activate, GET as list } from "./route";

vi.mock("@/lib/access/session", () => ({ currentSession: vi.fn() }));

// The routes as they are, against the stand-in of Juniper, with everything that is logged caught.
const { owner } = await testDatabase();
let vendor: Awaited<ReturnType<typeof licensesVendor>>;
let logged = "";

beforeAll(async () => {
  vendor = await licensesVendor();
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
  await vendor.reset(owner);
  vi.mocked(currentSession).mockResolvedValue(sessionOf("admin"));
});

const reason = "Ticket 4711";
const entitlement = { activationCode: firstCode };
const answered = z.object({ license });

async function activated(serialNumber = "JN0001AAA") {
  const response = await activate(...asked(licenses.activate, { body: { entitlement, serialNumber } }));
  const text = await response.text();
  return { response, text, licenseId: response.ok ? answered.parse(JSON.parse(text)).license.licenseId : "" };
}

const revealed = (licenseId: string, body: object = { reason }) =>
  reveal(...asked(licenses.reveal, { params: { licenseId }, body }));
const downloaded = (licenseId: string) => download(...asked(licenses.download, { params: { licenseId } }));
const released = (licenseId: string) =>
  release(...asked(licenses.release, { params: { licenseId }, body: { reason } }));
const codeOf = async (response: Response) => problemDocument.parse(await response.json()).code;

/** Everything the database holds, as text. */
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

/** The spellings in which a secret could be found again. */
const spellings = (secret: string) => [
  secret.slice(0, 30),
  secret.slice(-30),
  Buffer.from(secret).toString("base64").slice(0, 30),
  Buffer.from(secret).toString("hex").slice(0, 40),
];

test("activation code, key and file are nowhere in clear: not in the database, the history, the log, an answer", async () => {
  const { response, text, licenseId } = await activated();
  expect(response.status).toBe(200);
  const { licenseKey } = z.object({ licenseKey: z.string() }).parse(await (await revealed(licenseId)).json());
  expect(licenseKey).toMatch(/^JUNOS\d{6} [a-z2-7 ]{100,}$/);
  const file = Buffer.from(await (await downloaded(licenseId)).arrayBuffer());
  expect(file.toString()).toContain(licenseKey.split(" ")[1]);
  const { licenseId: other } = await activated("JN0002BBB");
  const lists = await Promise.all([
    list(...asked(licenses.list)),
    get(...asked(licenses.get, { params: { licenseId: other } })),
    released(other),
  ]);
  const answers = await Promise.all(lists.map((answer) => answer.text()));
  // Without the file's first line, which is a comment with the product and the serial number.
  const lines = file.toString().split("\n").slice(1).join("\n");
  const places = { logged, kept: await everythingKept(), text, answers: answers.join("\n") };
  for (const [place, content] of Object.entries(places)) {
    expect(content.length, place).toBeGreaterThan(0);
    for (const spelling of [firstCode, ...spellings(licenseKey), ...spellings(lines)]) {
      expect(content.includes(spelling), place).toBe(false);
    }
  }
  expect(logged).toContain("POST /licenses/activate");
});

test("a lost answer and a refusal tell of no activation code either", async () => {
  vendor.sandbox.setFault({ fault: "lost_answer", pathPrefix: activatePath, times: 1 });
  const lost = await activated();
  expect(problemDocument.parse(JSON.parse(lost.text)).code).toBe("outcome_unknown");
  const again = await activated();
  expect(problemDocument.parse(JSON.parse(again.text)).code).toBe("conflict");
  const unknown = { activationCode: "ZZZZ0000ZZZZ0000" };
  const body = { entitlement: unknown, serialNumber: "JN0003CCC" };
  const refused = await activate(...asked(licenses.activate, { body }));
  expect(refused.status).toBe(422);
  const [row] = await owner`select id from licenses`;
  const params = { licenseId: String(row?.id) };
  await timePassed(owner);
  const found = await lookUp(...asked(licenses.lookUp, { params }));
  expect(await found.json()).toMatchObject({ license: { state: "active", hasKey: false } });
  expect(await codeOf(await revealed(params.licenseId))).toBe("conflict");
  expect(await codeOf(await downloaded(params.licenseId))).toBe("conflict");
  const told = [lost.text, again.text, await refused.text(), logged, await everythingKept()].join("\n");
  for (const code of [firstCode, unknown.activationCode]) expect(told).not.toContain(code);
});

test("who was shown or given what is on its page and in the history, with bytes and checksum", async () => {
  const { licenseId } = await activated();
  expect((await revealed(licenseId)).headers.get("cache-control")).toBe("no-store");
  const response = await downloaded(licenseId);
  expect(response.headers.get("content-disposition")).toBe('attachment; filename="JN0001AAA.lic"');
  const content = Buffer.from(await response.arrayBuffer());
  const sha256 = createHash("sha256").update(content).digest("hex");
  const detail = licenseDetail.parse(
    await (await get(...asked(licenses.get, { params: { licenseId } }))).json(),
  );
  expect(detail.handedOut.map(({ what, by }) => [what, by])).toEqual([
    ["downloaded", "admin@example.com"],
    ["revealed", "admin@example.com"],
  ]);
  expect(detail.file).toEqual({ fileName: "JN0001AAA.lic", sizeBytes: content.length, sha256 });
  const [shown] = await owner`select detail from audit_entries where action = 'licenses.reveal'`;
  expect(shown?.detail).toMatchObject({ statedReason: reason });
  const [given] = await owner`select detail from audit_entries
    where action = 'licenses.download' and outcome = 'succeeded'`;
  expect(given?.detail).toMatchObject({ bytes: content.length, sha256 });
});

test("a name that the vendor gives a file leads nowhere", async () => {
  const { licenseId } = await activated();
  await owner`update licenses set file_name = ${'../../etc/"x\r\nset-cookie: a=b'}`;
  const response = await downloaded(licenseId);
  expect(response.headers.get("content-disposition")).toBe('attachment; filename="etc-x-set-cookie-a-b"');
});

test("a key that lies in another row opens nowhere", async () => {
  const [one, other] = [await activated("JN0001AAA"), await activated("JN0002BBB")];
  await owner`update licenses set sealed_key = (select sealed_key from licenses where id = ${other.licenseId})
    where id = ${one.licenseId}`;
  expect((await revealed(one.licenseId)).status).toBe(500);
  expect((await revealed(other.licenseId)).status).toBe(200);
});

test("nothing is handed out without a right, a reason and a confirmation", async () => {
  const { licenseId } = await activated();
  expect(await codeOf(await revealed(licenseId, { reason: "" }))).toBe("invalid_input");
  vi.mocked(currentSession).mockResolvedValue(
    sessionOf("admin", { confirmedAt: new Date(Date.now() - 6 * 60_000) }),
  );
  expect(await codeOf(await revealed(licenseId))).toBe("confirmation_needed");
  expect(await codeOf(await downloaded(licenseId))).toBe("confirmation_needed");
  for (const role of ["approver", "support", "auditor"] as const) {
    vi.mocked(currentSession).mockResolvedValue(sessionOf(role));
    expect(await codeOf(await revealed(licenseId))).toBe("forbidden");
    expect(await codeOf(await downloaded(licenseId))).toBe("forbidden");
    expect(await codeOf(await released(licenseId))).toBe("forbidden");
    expect((await list(...asked(licenses.list))).status).toBe(200);
  }
});

test("a list says how old it is, and what is stored serves while Juniper is away", async () => {
  const first = await list(...asked(licenses.list));
  expect(Date.parse(first.headers.get("x-muniment-as-of") ?? "")).toBeGreaterThan(Date.now() - 60_000);
  expect(first.headers.get("x-muniment-stale")).toBeNull();
  await owner`update shared_answers set answered_at = answered_at - interval '1 hour'`;
  vendor.sandbox.setFault({ fault: "unavailable" });
  const stale = await list(...asked(licenses.list, { query: `?entitlementId=ENT-000101` }));
  expect(await stale.json()).toMatchObject({ page: { total: 3 }, group: { complete: true } });
  expect(stale.headers.get("x-muniment-stale")).toBe("vendor_busy");
  vendor.sandbox.clearFaults();
  expect(await codeOf(await get(...asked(licenses.get, { params: { licenseId: "lic_none" } })))).toBe(
    "not_found",
  );
});

test("the body names the entitlement by one of two", async () => {
  const both = { ssrn: firstSsrn, activationCode: firstCode };
  const response = await activate(
    ...asked(licenses.activate, { body: { entitlement: both, serialNumber: "JN0001AAA" } }),
  );
  expect(await codeOf(response)).toBe("invalid_input");
});
