import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startSectigoSandbox, type VendorServer } from "@/lib/sandbox";
import { sectigoCredentials } from "@/lib/sandbox/credentials";
import { processWide } from "@/lib/vendors/http/process-wide";
import { failureOf, permit, quickLimits } from "@/lib/vendors/http/testing/client";
import { authorityId } from "@/lib/vendors/sectigo/authority-id";
import { createFromGenerator, searchBatches } from "@/lib/vendors/sectigo/batches";
import { SectigoClient } from "@/lib/vendors/sectigo/client";
import { batchesExport } from "./batches-export";
import { readItems, readPages } from "./testing.export";

const reading = { requestId: "req_test" };
const certificateProfileId = 11;
const format = "csv";

let sandbox: VendorServer;
let client: SectigoClient;

beforeAll(async () => {
  sandbox = await startSectigoSandbox({});
  const config = { baseUrl: sandbox.origin, ...sectigoCredentials, upload: "urlencoded" } as const;
  client = processWide("sectigoClient", () => new SectigoClient(config, quickLimits));
});
beforeEach(() => sandbox.reset());
afterAll(async () => {
  await client.close();
  await sandbox.stop();
});

const order = (batchName: string) =>
  createFromGenerator(permit(), client, {
    authorityId: authorityId(certificateProfileId),
    generatorId: 1,
    batchName,
    batchSize: 1,
    generatorParameters: { startValue: "5", increment: "1" },
    profileParameters: { years: "1" },
  });

const everyBatch = async () => {
  const search = {
    authorityId: authorityId(certificateProfileId),
    page: 1,
    size: 200,
    sort: "createdAt",
  } as const;
  return (await searchBatches(reading, client, search)).items;
};

describe("certificate batches", () => {
  test("are exported oldest first, with the profile they were searched under", async () => {
    const batches = await everyBatch();
    expect(batches.length).toBeGreaterThan(3);
    const items = await readItems(batchesExport, { filters: { certificateProfileId }, format });
    expect(items).toEqual(
      batches.map(({ profileName: _profile, generatorParameters: _parameters, ...batch }) => ({
        certificateProfileId,
        ...batch,
      })),
    );
    expect(Object.keys(items[0] ?? {}).toSorted()).toEqual([...batchesExport.columns].toSorted());
    expect(await batchesExport.measure(reading, { filters: { certificateProfileId }, format })).toEqual({
      rows: batches.length,
      pages: 1,
    });
  });

  test("are those that the filters find", async () => {
    await order("Export order 1");
    await order("Export order 2");
    const named = async (filters: object) =>
      (await readItems(batchesExport, { filters: { certificateProfileId, ...filters }, format })).map(
        ({ batchName }) => batchName,
      );
    expect(await named({ batchName: "Export order" })).toEqual(["Export order 1", "Export order 2"]);
    const [last] = (await everyBatch()).slice(-1);
    expect(await named({ batchId: last?.batchId })).toEqual(["Export order 2"]);
    expect(await named({ batchName: "Export order", sizeFrom: 2 })).toEqual([]);
  });

  test("come in pages of 200, and one ordered meanwhile moves none to another page", async () => {
    const before = (await everyBatch()).length;
    for (let number = before; number < 205; number++) await order(`Filler ${number}`);
    const input = { filters: { certificateProfileId }, format } as const;
    const first = await batchesExport.page(reading, input, null);
    await order("Late");
    const second = await batchesExport.page(reading, input, JSON.parse(JSON.stringify(first.next)));
    expect([first.items.length, second.items.length]).toEqual([200, 6]);
    expect(second.next).toBeNull();
    const ids = [...first.items, ...second.items].map(({ batchId }) => batchId);
    expect(new Set(ids).size).toBe(206);
    expect((await readPages(batchesExport, input)).map(({ items }) => items.length)).toEqual([200, 6]);
  });

  test("are not exported while Sectigo is away: the page is to be read again", async () => {
    sandbox.setFault({ fault: "unavailable", pathPrefix: "/api/v1/batches" });
    const input = { filters: { certificateProfileId }, format } as const;
    expect(await failureOf(batchesExport.page(reading, input, null))).toMatchObject({ kind: "unavailable" });
  });
});

test("the plan names what was asked", () => {
  const filters = { certificateProfileId, batchName: "Export order", sizeTo: 500 };
  expect(batchesExport.facts({ filters, format: "jsonl" })).toEqual([
    { label: "Certificate profile", value: "11" },
    { label: "Name", value: "Export order" },
    { label: "Largest size", value: "500" },
    { label: "Format", value: "JSON lines" },
  ]);
});
