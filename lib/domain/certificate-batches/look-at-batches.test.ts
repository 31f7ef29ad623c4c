import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { instantOf } from "@/lib/vendors/http/instant";
import { closeClients } from "@/lib/vendors/http/testing/client";
import { closeServers, answer as reply } from "@/lib/vendors/http/testing/recording-server";
import { sampleBatch, sectigoStandIn } from "@/lib/vendors/sectigo/testing";
import type { SeenBatch } from "./batch-watch";
import { lookAtBatches } from "./look-at-batches";

afterEach(async () => {
  await closeClients();
  await closeServers();
});

const reading = { requestId: "req_test" };
const start = Date.parse("2026-03-01T12:00:00.000Z");

/** A batch at the vendor: when it was created, in milliseconds after the start, and whether it is watched. */
interface Held {
  createdMs: number;
  watched?: boolean;
  /** Whether searches show it. */
  hidden?: boolean;
}

interface Habits {
  /** Rows of a page, whatever is asked for. */
  pageMax?: number;
  heedsDates?: boolean;
}

const searchBody = z.object({
  filter: z.object({
    fromDate: z.string(),
    toDate: z.string(),
    pagingSettings: z.object({ pageIndex: z.number(), pageSize: z.number() }),
  }),
});

/** A vendor that holds these batches, numbered in the order they are given. */
async function vendorWith(held: readonly Held[], { pageMax = 1_000, heedsDates = true }: Habits = {}) {
  const rows = held.map(({ createdMs, hidden }, index) => ({
    hidden,
    createdAtMs: start + createdMs,
    json: {
      ...sampleBatch,
      batchId: index + 1,
      profile: null,
      generatorParametersValues: null,
      creationDate: new Date(start + createdMs).toISOString(),
    },
  }));
  const { sectigo, asked } = await sectigoStandIn(({ method, url, text }, response) => {
    const id = /^\/api\/v1\/batches\/(\d+)$/.exec(url)?.[1];
    if (method === "GET" && id !== undefined) {
      const row = rows[Number(id) - 1];
      return row ? reply(response, row.json) : reply(response, { message: "Batch not found" }, 404);
    }
    const { filter } = searchBody.parse(JSON.parse(text));
    const found = rows
      .filter(({ hidden, createdAtMs }) => {
        if (hidden) return false;
        return (
          !heedsDates ||
          (createdAtMs >= Date.parse(filter.fromDate) && createdAtMs <= Date.parse(filter.toDate))
        );
      })
      .sort((left, right) => right.createdAtMs - left.createdAtMs);
    const size = Math.min(pageMax, filter.pagingSettings.pageSize);
    const from = filter.pagingSettings.pageIndex * size;
    const batches = found.slice(from, from + size).map(({ json }) => json);
    reply(response, { batches, totalCount: found.length });
  });
  const watched = held.flatMap(({ watched: is = true }, index) =>
    is ? [watchedOf(index + 1, rows[index])] : [],
  );
  return {
    watched,
    /** Looks once. @returns what was seen by batch, and how many calls of each sort it took */
    async look() {
      const before = asked().length;
      const seen = new Map<string, SeenBatch | "gone">();
      for await (const part of lookAtBatches(reading, sectigo, watched)) {
        for (const [subjectId, found] of part) {
          expect(seen.has(subjectId)).toBe(false);
          seen.set(subjectId, found);
        }
      }
      const calls = asked().slice(before);
      const searches = calls.filter(({ method }) => method === "POST").length;
      return { seen, searches, details: calls.length - searches };
    },
  };
}

function watchedOf(batchId: number, row: { json: { creationDate: string } } | undefined) {
  const seen: SeenBatch = {
    certificateProfileId: 11,
    isWhole: false,
    batch: {
      batchId,
      orderNumber: null,
      batchName: "",
      profileName: null,
      size: 1,
      createdAt: instantOf(row?.json.creationDate ?? null),
      vendorStatus: "Pending",
      statusClass: "waiting",
      downloadable: false,
      needsAttention: false,
      active: true,
      rejectReason: null,
      rejectable: false,
      generatorParameters: null,
      userId: null,
    },
  };
  return { subjectId: String(batchId), seen, seenAt: new Date(start), createdAt: new Date(start) };
}

const every = (count: number, everyMs: number, more: Partial<Held> = {}): Held[] =>
  Array.from({ length: count }, (_, index) => ({ createdMs: index * everyMs, ...more }));

describe("batches that lie close", () => {
  test("are seen by one search for each page of them", async () => {
    const { look } = await vendorWith(every(1_000, 60_000));
    const { seen, searches, details } = await look();
    expect([seen.size, searches, details]).toEqual([1_000, 5, 0]);
  });

  test("are seen also when they were all created in one moment", async () => {
    const { look } = await vendorWith(every(1_000, 0));
    const { seen, searches, details } = await look();
    expect([seen.size, searches, details]).toEqual([1_000, 5, 0]);
  });

  test("are seen by a vendor that cuts its pages", async () => {
    const { look } = await vendorWith(every(500, 10), { pageMax: 50 });
    const { seen, searches, details } = await look();
    expect([seen.size, details]).toEqual([500, 0]);
    expect(searches).toBeLessThanOrEqual(20);
  });

  test("are seen by a vendor that heeds no dates", async () => {
    const { look } = await vendorWith(every(500, 60_000), { heedsDates: false });
    const { seen, details } = await look();
    expect(seen.size).toBe(500);
    expect(details).toBeLessThanOrEqual(1);
  });
});

describe("batches that lie apart", () => {
  test("are found without the thousands between them", async () => {
    const held = every(5_000, 60_000, { watched: false });
    for (const index of [3, 1_900, 1_950, 4_999])
      held[index] = { ...held[index], createdMs: index * 60_000, watched: true };
    const { look } = await vendorWith(held);
    const { seen, searches, details } = await look();
    expect(seen.size).toBe(4);
    expect(searches + details).toBeLessThanOrEqual(3);
  });
});

describe("a batch that no search shows", () => {
  test("is asked for by itself", async () => {
    const { look } = await vendorWith(
      every(30, 60_000).map((one, index) => ({ ...one, hidden: index % 10 === 4 })),
    );
    const { seen, details } = await look();
    expect([seen.size, details]).toEqual([30, 3]);
  });

  test("waits for its turn when there are many: those seen longest ago come first", async () => {
    const { watched, look } = await vendorWith(every(100, 60_000, { hidden: true }));
    for (const [index, one] of watched.entries())
      one.seenAt = new Date(start + (index % 5 === 0 ? -1 : index));
    const { seen, searches, details } = await look();
    expect(details).toBe(20);
    expect(searches).toBe(1);
    expect([...seen.keys()].map(Number).every((id) => (id - 1) % 5 === 0)).toBe(true);
  });
});

test("what a search shows is marked as less than what a batch's own answer does", async () => {
  const areWhole = async (held: Held[]) => {
    const { seen } = await (await vendorWith(held)).look();
    return [...seen.values()].map((one) => one !== "gone" && one.isWhole);
  };
  expect(await areWhole(every(2, 60_000))).toEqual([false, false]);
  expect(await areWhole(every(1, 0))).toEqual([true]);
});

test("whatever lies where: everything is seen, and never with more searches than batches", async () => {
  const someHeld = fc.array(
    fc.record({ createdMs: fc.nat(600_000), watched: fc.boolean(), hidden: fc.constant(false) }),
    { maxLength: 120 },
  );
  await fc.assert(
    fc.asyncProperty(someHeld, fc.boolean(), fc.constantFrom(7, 50), async (held, heedsDates, pageMax) => {
      const { watched, look } = await vendorWith(held, { heedsDates, pageMax });
      const { seen, searches, details } = await look();
      expect(searches).toBeLessThanOrEqual(watched.length);
      expect(details).toBeLessThanOrEqual(20);
      if (heedsDates || watched.length <= 20) expect(seen.size).toBe(watched.length);
      if (heedsDates) expect(details).toBeLessThanOrEqual(1);
    }),
    { numRuns: 30 },
  );
});
