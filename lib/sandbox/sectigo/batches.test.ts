import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { DAY_MS, SECOND_MS } from "../kit/clock";
import { START_MS } from "../test-support";
import { batchShape, signedInSectigo } from "./test-support";

const page = z.object({ batches: z.array(batchShape), totalCount: z.number() });
const paging = (pageSize: number, pageIndex = 0) => ({ pagingSettings: { pageIndex, pageSize } });

describe("Sectigo batches", () => {
  let sectigo: Awaited<ReturnType<typeof signedInSectigo>>;
  beforeAll(async () => {
    sectigo = await signedInSectigo();
  });
  afterAll(() => sectigo.stop());

  const search = async (body: unknown, profileId = 11) =>
    page.parse((await sectigo.json("POST", `/api/v1/batches?profileId=${profileId}`, body)).json());
  const everything = async () => {
    const pages = await Promise.all(
      [11, 12, 14, 17, 19, 23].map((id) => search({ filter: paging(1_000) }, id)),
    );
    return pages.flatMap(({ batches }) => batches);
  };

  it("holds at least 30 batches in every status that anybody has reported", async () => {
    const all = await everything();
    expect(all.length).toBeGreaterThanOrEqual(30);
    const statuses = new Set(all.map(({ status }) => status));
    for (const status of [
      "Pending",
      "Ready for Download",
      "CREATED",
      "PROCESSING",
      "Pending Creation",
      "Pending Issue",
      "Processing Reject",
      "Processing Revoke",
      "Zip removed after expiration",
      "REMOVED_AFTER_EXPIRATION",
      "Rejected",
      "REJECTED",
      "Revoked",
      "REVOKED",
      "Revocation Error",
      "Aborted",
      "Broken",
      "BROKEN",
      "FAILED",
      "NOT_ACCEPTABLE",
      "Batch Issued Partly",
      "COLLECTED",
    ]) {
      expect(statuses).toContain(status);
    }
    expect(all.some(({ status, downloadable }) => status === "Ready for Download" && !downloadable)).toBe(
      true,
    );
    expect(all.some(({ size }) => size === 50_000)).toBe(true);
  });

  it("leaves profile and parameters out of rows, and puts them into the detail", async () => {
    const { batches } = await search({ filter: { batchId: 186 } });
    expect(batches).toMatchObject([{ batchId: 186, profile: null, generatorParametersValues: null }]);
    expect(await sectigo.batch(186)).toMatchObject({
      orderNumber: 398,
      profile: "ECC Device Certificate",
      generatorParametersValues: { startValue: "5", increment: "1" },
    });
    const unknown = await sectigo.raw("/api/v1/batches/9999");
    expect([unknown.status, unknown.json()]).toMatchObject([404, { status: 404, errorCode: 2 }]);
  });

  it("pages from 0 and tells the whole count", async () => {
    const all = await search({ filter: paging(1_000) });
    const second = await search({ filter: paging(4, 1) });
    expect(second.batches).toEqual(all.batches.slice(4, 8));
    expect(second.totalCount).toBe(all.totalCount);
    expect((await search({ filter: paging(4, 400) })).batches).toEqual([]);
    expect((await search({})).batches).toHaveLength(10);
  });

  it("filters by part of a name, by size and by date, bounds included", async () => {
    const named = await search({ filter: { batchName: "TRACKERS", ...paging(100) } });
    expect(named.totalCount).toBeGreaterThan(2);
    expect(named.batches.every(({ batchName }) => /trackers/i.test(batchName))).toBe(true);
    const sized = await search({ filter: { sizeFrom: 50_000, sizeTo: 50_000 } });
    expect(sized.batches.map(({ batchId }) => batchId)).toEqual([33]);
    const dated = await search({
      filter: {
        // The guide's own sample has this space.
        fromDate: `${new Date(START_MS - DAY_MS / 2).toISOString()} `,
        toDate: new Date(START_MS).toISOString(),
        ...paging(100),
      },
    });
    expect(dated.totalCount).toBeGreaterThan(2);
    expect(dated.batches.every(({ creationDate }) => Date.parse(creationDate) > START_MS - DAY_MS / 2)).toBe(
      true,
    );
  });

  it("sorts by the columns in the order they are given", async () => {
    const rows = async (sortColumns: object) => (await search({ filter: paging(100), sortColumns })).batches;
    const byStatus = await rows({ status: "ASC", batch_name: "DESC" });
    expect(byStatus.map(({ status }) => status)).toEqual(byStatus.map(({ status }) => status).toSorted());
    const names = byStatus.filter(({ status }) => status === "Pending").map(({ batchName }) => batchName);
    expect(names).toEqual(names.toSorted().toReversed());
    const byName = await rows({ batch_name: "DESC", status: "ASC" });
    expect(byName.map(({ batchName }) => batchName)).toEqual(
      byName
        .map(({ batchName }) => batchName)
        .toSorted()
        .toReversed(),
    );
  });

  it.each([
    { filter: paging(0) },
    { filter: paging(10, -1) },
    { filter: { fromDate: "yesterday" } },
    { sortColumns: { batchName: "ASC" } },
    { sortColumns: { status: "asc" } },
  ])("refuses %j", async (body) => {
    expect((await sectigo.json("POST", "/api/v1/batches?profileId=11", body)).status).toBe(400);
  });

  it("lets pending batches become what they will, some of them late", async () => {
    expect(await sectigo.batch(1025)).toMatchObject({ status: "Pending", active: true, downloadable: false });
    const late = 1023;
    let sawReadyBeforeDownload = false;
    for (let step = 0; step < 90; step += 5) {
      const { status, downloadable } = await sectigo.batch(late);
      if (status === "Ready for Download" && !downloadable) sawReadyBeforeDownload = true;
      await sectigo.advance(5 * SECOND_MS);
    }
    expect(sawReadyBeforeDownload).toBe(true);
    expect(await sectigo.batch(late)).toMatchObject({ downloadable: true });
    expect(await sectigo.batch(1025)).toMatchObject({ status: "Ready for Download", downloadable: true });
    expect(await sectigo.batch(1022)).toMatchObject({ status: "Failed", rejectReason: expect.any(String) });
  });
});
