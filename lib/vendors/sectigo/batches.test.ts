import { afterEach, describe, expect, test } from "vitest";
import { batch, batches } from "@/lib/contract/batches";
import { closeClients, failureOf, permit, reading } from "../http/testing/client";
import { answer, closeServers } from "../http/testing/recording-server";
import { authorityId } from "./authority-id";
import { createFromCsrs, createFromGenerator, type GeneratorBatch, getBatch, searchBatches } from "./batches";
import { sampleBatch, sectigoStandIn } from "./testing";

afterEach(async () => {
  await closeClients();
  await closeServers();
});

const authority = authorityId(11);

describe("searching", () => {
  test("puts filter, paging and sort into the vendor's form", async () => {
    const { sectigo, asked } = await sectigoStandIn((_request, response) =>
      answer(response, { batches: [], totalCount: 0 }),
    );
    await searchBatches(reading, sectigo, {
      authorityId: authority,
      page: 3,
      size: 50,
      batchId: 1025,
      batchName: "Example & co",
      from: "2018-08-05T19:08:04.037+02:00",
      to: "2019-09-05T17:08:04Z",
      sizeFrom: 1,
      sizeTo: 50_000,
      sort: "-createdAt",
    });
    const [request] = asked();
    expect(request).toMatchObject({ method: "POST", url: "/api/v1/batches?profileId=11" });
    expect(JSON.parse(request?.text ?? "")).toEqual({
      filter: {
        batchId: 1025,
        batchName: "Example & co",
        fromDate: "2018-08-05T17:08:04.037Z",
        toDate: "2019-09-05T17:08:04.000Z",
        sizeFrom: 1,
        sizeTo: 50_000,
        pagingSettings: { pageIndex: 2, pageSize: 50 },
      },
      sortColumns: { creation_date: "DESC" },
    });
  });

  test.each([
    ["status", { status: "ASC" }],
    ["-batchName", { batch_name: "DESC" }],
  ] as const)("sorts by %s", async (sort, sortColumns) => {
    const { sectigo, asked } = await sectigoStandIn((_request, response) =>
      answer(response, { batches: [], totalCount: 0 }),
    );
    await searchBatches(reading, sectigo, { authorityId: authority, page: 1, size: 10, sort });
    expect(JSON.parse(asked()[0]?.text ?? "")).toEqual({
      filter: { pagingSettings: { pageIndex: 0, pageSize: 10 } },
      sortColumns,
    });
  });

  test("reads rows, whose profile and parameters are null, and the total", async () => {
    const row = { ...sampleBatch, profile: null, generatorParametersValues: null };
    const { sectigo } = await sectigoStandIn((_request, response) =>
      answer(response, { batches: [row], totalCount: 14 }),
    );
    const found = await searchBatches(reading, sectigo, {
      authorityId: authority,
      page: 1,
      size: 10,
      sort: "-createdAt",
    });
    expect(batches.list.response.parse(found)).toEqual(found);
    expect(found).toMatchObject({
      items: [{ batchId: 186, profileName: null, generatorParameters: null }],
      page: { number: 1, size: 10, total: 14 },
    });
  });

  test.each([
    ["rows without a count", { batches: [] }],
    ["a bare list", [sampleBatch]],
    [
      "a row that does not say whether it can be downloaded",
      { batches: [{ batchId: 1, size: 1 }], totalCount: 1 },
    ],
  ])("%s are a bad answer", async (_name, body) => {
    const { sectigo } = await sectigoStandIn((_request, response) => answer(response, body));
    const search = { authorityId: authority, page: 1, size: 10, sort: "status" as const };
    expect(await failureOf(searchBatches(reading, sectigo, search))).toMatchObject({ kind: "bad_answer" });
  });
});

describe("one batch", () => {
  test("is told in our words", async () => {
    const { sectigo, asked } = await sectigoStandIn((_request, response) =>
      answer(response, {
        ...sampleBatch,
        creationDate: "2020-12-10T16:35:32.805+0000",
        generatorParametersValues: { startValue: "5", increment: 1, pkcs12Password: "never shown" },
        somethingNew: 1,
      }),
    );
    const found = await getBatch(reading, sectigo, { batchId: 186 });
    expect(batch.parse(found)).toEqual(found);
    expect(found).toEqual({
      batchId: 186,
      orderNumber: 398,
      batchName: "Example",
      profileName: "ECC Device Certificate",
      size: 1,
      createdAt: "2020-12-10T16:35:32.805Z",
      vendorStatus: "Pending",
      statusClass: "waiting",
      downloadable: false,
      needsAttention: false,
      active: true,
      rejectReason: null,
      rejectable: false,
      generatorParameters: { startValue: "5", increment: "1" },
      userId: 3,
    });
    expect(asked()[0]).toMatchObject({ method: "GET", url: "/api/v1/batches/186" });
  });

  test.each([
    ["Ready for Download", false, { statusClass: "ready", needsAttention: true }],
    ["Pending", true, { statusClass: "waiting", needsAttention: false }],
    ["BRAND_NEW", false, { statusClass: "other", needsAttention: true }],
    [null, true, { statusClass: "other", needsAttention: false, vendorStatus: "" }],
  ])("status %j with downloadable %s: downloadable decides", async (status, downloadable, expected) => {
    const { sectigo } = await sectigoStandIn((_request, response) =>
      answer(response, { ...sampleBatch, status, downloadable }),
    );
    expect(await getBatch(reading, sectigo, { batchId: 1 })).toMatchObject({ ...expected, downloadable });
  });
});

describe("ordering with generated keys", () => {
  const order: GeneratorBatch = {
    authorityId: authority,
    generatorId: 1,
    batchName: "Example",
    batchSize: 10,
    generatorParameters: { startValue: "9".repeat(64), increment: "1" },
    profileParameters: { years: "1", pkcs12Password: "zip-pass-1" },
  };

  test("is a PUT with the authority's id, values as text and the size as a number", async () => {
    const { sectigo, asked } = await sectigoStandIn((_request, response) =>
      answer(response, sampleBatch, 201),
    );
    const created = await createFromGenerator(permit(), sectigo, order);
    expect(batch.parse(created)).toEqual(created);
    const [request] = asked();
    expect(request).toMatchObject({ method: "PUT", url: "/api/v1/batches" });
    expect(request?.headers["content-type"]).toBe("application/json;charset=UTF-8");
    expect(JSON.parse(request?.text ?? "")).toEqual({
      generatorId: 1,
      generatorParams: { startValue: "9".repeat(64), increment: "1" },
      profileParams: { years: "1", pkcs12Password: "zip-pass-1" },
      profileId: 11,
      batchSize: 10,
      batchName: "Example",
    });
  });

  test.each([
    ["500", 500, ""],
    ["a cut answer", 200, '{"batchId":'],
  ])("is sent once and stays in doubt after %s: each order spends balance", async (_name, status, body) => {
    const { sectigo, asked } = await sectigoStandIn((_request, response) => answer(response, body, status));
    expect(await failureOf(createFromGenerator(permit(), sectigo, order))).toMatchObject({
      mayHaveActed: true,
    });
    expect(asked()).toHaveLength(1);
  });

  test("a refusal says why without the password", async () => {
    const { sectigo } = await sectigoStandIn((_request, response) =>
      answer(response, { status: 400, message: "zip-pass-1 is too short", errorCode: 2, timestamp: 1 }, 400),
    );
    const error = await failureOf(createFromGenerator(permit(), sectigo, order));
    expect(error).toMatchObject({
      kind: "refused",
      mayHaveActed: false,
      vendorText: "[redacted] is too short",
    });
  });
});

describe("ordering from CSRs", () => {
  const block = (body: string, end = "\n") =>
    ["-----BEGIN CERTIFICATE REQUEST-----", body, "-----END CERTIFICATE REQUEST-----", ""].join(end);
  const csrs = [block("MIIBa+b/c=="), block("MIIBd+e/f==", "\r\n")];
  const file =
    "-----BEGIN CERTIFICATE REQUEST-----\nMIIBa+b/c==\n-----END CERTIFICATE REQUEST-----," +
    "-----BEGIN CERTIFICATE REQUEST-----\nMIIBd+e/f==\n-----END CERTIFICATE REQUEST-----\n";

  test("is a form field with every byte encoded that would change, LF only, and its length known", async () => {
    const { sectigo, asked } = await sectigoStandIn((_request, response) => answer(response, sampleBatch));
    const created = await createFromCsrs(permit(), sectigo, { authorityId: authority, csrs });
    expect(batch.parse(created)).toEqual(created);
    const [request] = asked();
    expect(request).toMatchObject({ method: "POST", url: "/api/v1/batches/upload?profileId=11" });
    expect(request?.headers).toMatchObject({
      "content-type": "application/x-www-form-urlencoded",
      "content-length": String(request?.body.length),
    });
    expect(request?.headers).not.toHaveProperty("transfer-encoding");
    expect(request?.text).toMatch(/^file=-----BEGIN%20CERTIFICATE%20REQUEST-----%0AMIIBa%2Bb%2Fc%3D%3D%0A/);
    expect(request?.text).toContain("-----%2C-----BEGIN");
    expect([...new URLSearchParams(request?.text)]).toEqual([["file", file]]);
  });

  test("may be a multipart file", async () => {
    const { sectigo, asked } = await sectigoStandIn((_request, response) => answer(response, sampleBatch), {
      upload: "multipart",
    });
    await createFromCsrs(permit(), sectigo, { authorityId: authority, csrs });
    const [request] = asked();
    expect(request?.headers["content-type"]).toMatch(/^multipart\/form-data; boundary=/);
    expect(request?.headers["content-length"]).toBe(String(request?.body.length));
    const form = await new Response(
      request?.body.buffer instanceof ArrayBuffer ? new Uint8Array(request.body) : null,
      {
        headers: { "content-type": request?.headers["content-type"] ?? "" },
      },
    ).formData();
    const part = form.get("file");
    expect(part instanceof File && (await part.text())).toBe(file);
    expect([...form.keys()]).toEqual(["file"]);
  });

  test("holds many requests", async () => {
    const { sectigo, asked } = await sectigoStandIn((_request, response) => answer(response, sampleBatch), {
      limits: { writeDeadlineMs: 10_000 },
    });
    const body = "MIIB".repeat(16);
    await createFromCsrs(permit(), sectigo, { authorityId: authority, csrs: Array(2_000).fill(block(body)) });
    const sent = new URLSearchParams(asked()[0]?.text).get("file") ?? "";
    expect(sent.split(",")).toHaveLength(2_000);
    expect(sent).not.toContain("\r");
  });

  test("none at all is not sent", async () => {
    const { sectigo, asked } = await sectigoStandIn((_request, response) => answer(response, sampleBatch));
    await expect(createFromCsrs(permit(), sectigo, { authorityId: authority, csrs: [] })).rejects.toThrow(
      RangeError,
    );
    expect(asked()).toHaveLength(0);
  });

  test("is sent once and stays in doubt when the answer is lost", async () => {
    const { sectigo, asked } = await sectigoStandIn((_request, response) =>
      response.socket?.resetAndDestroy(),
    );
    const error = await failureOf(createFromCsrs(permit(), sectigo, { authorityId: authority, csrs }));
    expect(error).toMatchObject({ kind: "connection_lost", mayHaveActed: true });
    expect(asked()).toHaveLength(1);
  });
});
