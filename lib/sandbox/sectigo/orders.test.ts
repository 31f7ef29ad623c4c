import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { SECOND_MS } from "../kit/clock";
import { batchShape, goodOrder, readZip, signedInSectigo } from "./test-support";

describe("Sectigo orders with a generator", () => {
  let sectigo: Awaited<ReturnType<typeof signedInSectigo>>;
  beforeAll(async () => {
    sectigo = await signedInSectigo();
  });
  afterAll(() => sectigo.stop());

  const order = (change: object = {}) => sectigo.json("PUT", "/api/v1/batches", { ...goodOrder, ...change });
  const created = async (change: object = {}) => batchShape.parse((await order(change)).json());
  const balanceOf = async (id: number) =>
    z
      .array(z.looseObject({ id: z.number(), balance: z.number(), usedBalance: z.number() }))
      .parse((await sectigo.raw("/api/v1/authorities/allowed")).json())
      .find((authority) => authority.id === id);

  it("answers with a pending batch of the size ordered, and spends the balance at once", async () => {
    const before = await balanceOf(11);
    const batch = await created();
    expect(batch).toMatchObject({
      status: "Pending",
      size: 10,
      downloadable: false,
      active: true,
      profile: "ECC Device Certificate",
      generatorParametersValues: { startValue: "5", increment: "2" },
      batchName: "Line 4",
    });
    expect(batch.orderNumber - batch.batchId).toBe(212);
    const after = await balanceOf(11);
    expect([
      (before?.balance ?? 0) - (after?.balance ?? 0),
      (after?.usedBalance ?? 0) - (before?.usedBalance ?? 0),
    ]).toEqual([10, 10]);
  });

  it("makes a second batch of the same order: nothing is idempotent", async () => {
    const first = await created();
    const second = await created();
    expect(second.batchId).toBe(first.batchId + 1);
  });

  it("makes it ready 20 to 60 s later, and then delivers the common names in order", async () => {
    const { batchId } = await created({
      generatorParams: { startValue: "9".repeat(64), increment: "3" },
      batchSize: 3,
    });
    await sectigo.advance(19 * SECOND_MS);
    expect((await sectigo.batch(batchId)).status).toBe("Pending");
    await sectigo.advance(42 * SECOND_MS);
    expect(await sectigo.batch(batchId)).toMatchObject({
      status: "Ready for Download",
      downloadable: true,
      active: false,
    });
    const zip = await readZip((await sectigo.raw(`/api/v1/batches/${batchId}/download`)).bytes);
    const start = 10n ** 64n - 1n;
    expect([...zip.keys()]).toEqual([`${start}.p12`, `${start + 3n}.p12`, `${start + 6n}.p12`]);
  });

  it("delivers the names of the generator with several parameters", async () => {
    const generatorParams = { prefix: "MTR-", startValue: "98", increment: "1", width: "4", suffix: ".eu" };
    sectigo.settings.change({ sectigo: { batchDelayMs: 0 } });
    const { batchId } = await created({ generatorId: 2, generatorParams, batchSize: 3 });
    const zip = await readZip((await sectigo.raw(`/api/v1/batches/${batchId}/download`)).bytes);
    expect([...zip.keys()]).toEqual(["MTR-0098.eu.p12", "MTR-0099.eu.p12", "MTR-0100.eu.p12"]);
    sectigo.settings.reset();
  });

  it.each([
    [
      "a start with a leading zero",
      { generatorParams: { startValue: "05", increment: "1" } },
      "startValue: Please enter a valid positive number",
    ],
    [
      "a start of 65 digits",
      { generatorParams: { startValue: "1".repeat(65), increment: "1" } },
      "startValue: Please enter a valid positive number",
    ],
    [
      "an increment of 0",
      { generatorParams: { startValue: "1", increment: "0" } },
      "increment: Please enter a valid positive number",
    ],
    ["a missing parameter", { generatorParams: { startValue: "1" } }, "Parameter increment is required"],
    [
      "an unknown parameter",
      { generatorParams: { ...goodOrder.generatorParams, color: "red" } },
      "Unknown parameter color",
    ],
    ["another generator", { generatorId: 7 }, "Generator is not available for this profile"],
    ["years out of range", { profileParams: { years: "4" } }, "years: Valid integer values: 1,2,3"],
    [
      "a password the pattern takes and the profile does not",
      { profileParams: { pkcs12Password: "abc" } },
      "PKCS12 password must have at least 6 characters",
    ],
    ["a password with a line end", { profileParams: { pkcs12Password: "abc\ndef" } }, "pkcs12Password: "],
    ["a disabled profile", { profileId: 17 }, "Profile is disabled"],
    ["a profile without balance", { profileId: 19 }, "Insufficient balance: 0 available, 10 requested"],
    [
      "more than the balance",
      { profileId: 12, batchSize: 2_751 },
      "Insufficient balance: 2750 available, 2751 requested",
    ],
  ])("refuses %s", async (_, change, message) => {
    const before = sectigo.server.recordCounts();
    const answer = await order(change);
    expect([answer.status, answer.json()]).toEqual([
      400,
      { status: 400, message, errorCode: 2, timestamp: sectigo.clock.nowMs() },
    ]);
    expect(sectigo.server.recordCounts()).toEqual(before);
  });

  it.each([
    { batchSize: 0 },
    { batchSize: 50_001 },
    { batchSize: "10" },
    { batchName: "" },
    { generatorParams: { startValue: 5, increment: 1 } },
    { profileParams: undefined },
  ])("refuses the shape of %j", async (change) => {
    expect((await order(change)).status).toBe(400);
  });

  it("does not meter an authority that was never given a balance", async () => {
    expect((await created({ profileId: 23, batchSize: 40_000 })).size).toBe(40_000);
    expect((await balanceOf(23))?.usedBalance).toBe(0);
  });

  it("checks the strict profile's password with its look-ahead", async () => {
    const strict = {
      profileId: 14,
      generatorId: 2,
      generatorParams: { prefix: "S", startValue: "1", increment: "1", width: "3" },
      batchSize: 1,
    };
    expect((await order({ ...strict, profileParams: {} })).status).toBe(400);
    expect((await order({ ...strict, profileParams: { pkcs12Password: "alllowercase1" } })).status).toBe(400);
    expect((await order({ ...strict, profileParams: { pkcs12Password: "Mixed-case-1" } })).status).toBe(200);
  });

  it.each([
    ["ready_late", "Ready for Download", false],
    ["failed", "Failed", false],
    ["issued_partly", "Batch Issued Partly", true],
  ] as const)("ends a batch as the setting %s says", async (batchOutcome, status, downloadable) => {
    sectigo.settings.change({ sectigo: { batchOutcome, batchDelayMs: 1_000 } });
    const { batchId } = await created();
    sectigo.settings.reset();
    expect((await sectigo.batch(batchId)).status).toBe("Pending");
    await sectigo.advance(SECOND_MS);
    expect(await sectigo.batch(batchId)).toMatchObject({ status, downloadable });
    await sectigo.advance(20 * SECOND_MS);
    expect((await sectigo.batch(batchId)).downloadable).toBe(batchOutcome !== "failed");
  });
});
