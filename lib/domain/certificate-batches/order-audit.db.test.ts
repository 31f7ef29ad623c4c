import { beforeAll, expect, test } from "vitest";
import { batches, type GeneratorOrder } from "@/lib/contract/batches";
import { type TestDatabase, testDatabase } from "@/lib/db/testing";
import { inPieces, requestPem } from "@/lib/domain/csr/testing";
import { type Act, performAtVendor } from "@/lib/operations/perform";
import type { SectigoClient } from "@/lib/vendors/sectigo/client";
import { orderFromCsrs } from "./order-from-csrs";
import { orderFromGenerator } from "./order-from-generator";
import { order as guidesOrder } from "./testing/orders";
import { callsOf, sandboxWithClient } from "./testing/sandbox";

const password = "correct-horse-battery";
const order: GeneratorOrder = {
  ...guidesOrder,
  batchName: "Line 4",
  profileParameters: { deviceClass: "Test", pkcs12Password: password },
};

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});

let number = 0;

const actor = {
  type: "person",
  id: "usr_1",
  name: "admin@example.com",
  role: "admin",
  address: null,
} as const;

/** Orders under the gate, as the route does. */
async function ordering(client: SectigoClient, body: GeneratorOrder) {
  number += 1;
  const { audit, operationId: action, permission } = batches.createFromGenerator;
  const input = { params: {}, query: {}, body };
  const act: Act = {
    actor,
    action,
    permission,
    subject: audit.subject(input),
    fields: audit.fields?.(input),
    requestId: `req_order_${number}`,
  };
  const result = await performAtVendor(act, "later", (permit, note) =>
    orderFromGenerator(permit, note, client, body),
  ).catch((error: unknown) => error);
  return { result, rows: await rowsOf(act.requestId) };
}

async function rowsOf(requestId: string) {
  return await database.owner<{ outcome: string; detail: Record<string, unknown> }[]>`
    select outcome, detail from audit_entries where request_id = ${requestId} order by ordinal`;
}

test("an order that was taken is accepted, with the batch's number", async () => {
  const { client } = await sandboxWithClient();
  const { result, rows } = await ordering(client, order);
  expect(rows).toMatchObject([
    { outcome: "intent" },
    { outcome: "accepted", detail: { batchId: Object(result).batchId } },
  ]);
});

test("an order whose answer was lost is unknown, and says by what", async () => {
  const { sandbox, client } = await sandboxWithClient();
  sandbox.setFault({ vendor: "sectigo", fault: "lost_answer", method: "PUT" });
  const { rows } = await ordering(client, order);
  expect(rows).toMatchObject([
    { outcome: "intent" },
    { outcome: "unknown", detail: { code: "outcome_unknown", lostBy: "connection_lost" } },
  ]);
});

test("a refused order failed, and nothing was sent", async () => {
  const { sandbox, client } = await sandboxWithClient();
  const { rows } = await ordering(client, { ...order, batchName: "Example" });
  expect(rows).toMatchObject([{ outcome: "intent" }, { outcome: "failed", detail: { code: "conflict" } }]);
  expect(callsOf(sandbox)).not.toContain("PUT /api/v1/batches");
});

test("an order from requests notes how many, and a lost answer is unknown too", async () => {
  const { sandbox, client } = await sandboxWithClient();
  const { operationId: action, permission } = batches.createFromCsrs;
  const act: Act = {
    actor,
    action,
    permission,
    subject: { type: "batch", id: "CSRs" },
    requestId: "req_csrs",
  };
  const pem = await requestPem();
  const orderOnce = () =>
    performAtVendor(act, "later", (permit, note) =>
      orderFromCsrs(permit, note, client, { certificateProfileId: 11, file: inPieces(pem) }),
    );
  const batch = await orderOnce();
  sandbox.setFault({ vendor: "sectigo", fault: "lost_answer", pathPrefix: "/api/v1/batches/upload" });
  await orderOnce().catch(() => {});
  expect(await rowsOf(act.requestId)).toMatchObject([
    { outcome: "intent" },
    { outcome: "accepted", detail: { requests: 1, batchId: batch.batchId } },
    { outcome: "intent" },
    { outcome: "unknown", detail: { requests: 1, lostBy: "connection_lost" } },
  ]);
});

test("the PKCS#12 password stands nowhere in the history", async () => {
  const { client } = await sandboxWithClient();
  await ordering(client, order);
  await ordering(client, { ...order, batchName: "Line 5", profileParameters: { pkcs12Password: "abc" } });
  const rows = await database.owner<{ row: string }[]>`select audit_entries::text as row from audit_entries`;
  const history = rows.map(({ row }) => row).join("\n");
  expect(history).toContain("pkcs12Password");
  expect(history).not.toContain(password);
  expect(history).not.toMatch(/\babc\b/);
});
