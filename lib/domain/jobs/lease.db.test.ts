import { sql } from "drizzle-orm";
import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { jobChunks } from "@/drizzle/schema/jobs";
import type { Actor } from "@/lib/access/actor";
import { db } from "@/lib/db/connection";
import { type Claim, claimChunk } from "./claim";
import { Leases } from "./lease";
import { leaseMarginMs, leaseMs } from "./limits";
import type { JobRecord } from "./record";
import { assignTo, chunksOfJob, jobsDatabase, somebody, started, targetsTo, timePasses } from "./testing";
import { recountAll } from "./testing.recount";
import { RecordingVendor, rowsKind } from "./testing.vendor";

await jobsDatabase();
const kinds = { "tags.assign": rowsKind(new RecordingVendor()) };
let admin: Actor;

beforeAll(async () => {
  admin = await somebody();
});
afterEach(recountAll);

const renewalMs = 10;
/** A lease that would run out soon, were it not renewed. */
const shortMs = 5_000;

async function claimed(job: JobRecord, holder: string): Promise<Claim> {
  const claim = await claimChunk(job, holder);
  if (claim === undefined) throw new Error("there is nothing to claim");
  return claim;
}

async function shorten(job: JobRecord): Promise<void> {
  await db()
    .update(jobChunks)
    .set({ leasedUntil: sql`now() + ${shortMs}::int * interval '1 millisecond'` })
    .where(sql`job = ${job.number} and state = 'sent'`);
}

/** How much is left of each lease, by the clock of the database. */
async function leftMs(job: JobRecord): Promise<(number | null)[]> {
  const left = await db().execute<{ ms: number | null }>(sql`
    select (extract(epoch from leased_until - now()) * 1000)::float8 as ms from job_chunks
    where job = ${job.number} order by ordinal`);
  return left.map(({ ms }) => ms);
}

describe("a lease", () => {
  test("is renewed as long as its call is under way, and no longer", async () => {
    const job = await started(admin, assignTo(targetsTo(3)), kinds);
    const claim = await claimed(job, "one");
    await shorten(job);
    const leases = new Leases("one", renewalMs);
    await leases.during(claim, async (mayBegin) => {
      await vi.waitFor(async () => expect((await leftMs(job))[0]).toBeGreaterThan(shortMs), 5_000);
      expect(mayBegin()).toBe(true);
    });
    await shorten(job);
    // A second holder's renewals go on all the while: the first's would have come in that time.
    const other = await started(admin, assignTo(targetsTo(3)), kinds);
    const otherClaim = await claimed(other, "two");
    await shorten(other);
    await new Leases("two", renewalMs).during(otherClaim, () =>
      vi.waitFor(async () => expect((await leftMs(other))[0]).toBeGreaterThan(shortMs), 5_000),
    );
    expect((await leftMs(job))[0]).toBeLessThanOrEqual(shortMs);
  });

  test("of a call that broke off is not renewed with those of the calls beside it", async () => {
    const job = await started(admin, assignTo(targetsTo(6)), kinds);
    const [broken, sound] = [await claimed(job, "one"), await claimed(job, "one")];
    const leases = new Leases("one", renewalMs);
    await shorten(job);
    await leases.during(sound, async () => {
      await expect(
        leases.during(broken, async () => {
          throw new Error("the database is away");
        }),
      ).rejects.toThrow("away");
      await shorten(job);
      await vi.waitFor(async () => expect((await leftMs(job))[1]).toBeGreaterThan(shortMs), 5_000);
      expect((await leftMs(job))[0]).toBeLessThanOrEqual(shortMs);
    });
  });

  test("that has run out is not taken back", async () => {
    const job = await started(admin, assignTo(targetsTo(6)), kinds);
    const [lost, kept] = [await claimed(job, "one"), await claimed(job, "one")];
    const leases = new Leases("one", renewalMs);
    await timePasses(job.id);
    const [before] = await chunksOfJob(job.id);
    await leases.during(lost, () =>
      leases.during(kept, async () => {
        await db()
          .update(jobChunks)
          .set({ leasedUntil: sql`now() + interval '1 second'` })
          .where(sql`job = ${job.number} and ordinal = ${kept.ordinal}`);
        await vi.waitFor(async () => expect((await leftMs(job))[1]).toBeGreaterThan(shortMs), 5_000);
      }),
    );
    expect((await chunksOfJob(job.id))[0]?.leasedUntil).toEqual(before?.leasedUntil);
  });
});

describe("whether a call may begin", () => {
  const at = (agoMs: number, ordinal = 1) => ({
    job: 999_999,
    ordinal,
    fence: 1,
    claimedAtMs: performance.now() - agoMs,
  });
  const mayBegin = (agoMs: number) =>
    new Leases("one").during(at(agoMs), async (mayBeginNow) => mayBeginNow());

  test("is true of a fresh lease, and false soon before it runs out by this process's own clock", async () => {
    expect(await mayBegin(0)).toBe(true);
    expect(await mayBegin(leaseMs - leaseMarginMs - 500)).toBe(true);
    expect(await mayBegin(leaseMs - leaseMarginMs)).toBe(false);
    expect(await mayBegin(leaseMs + 60_000)).toBe(false);
  });

  test("turns false for a process that was frozen: nothing renewed its lease meanwhile", async () => {
    const clock = vi.spyOn(performance, "now");
    const startedAtMs = performance.now();
    await new Leases("one").during({ ...at(0), claimedAtMs: startedAtMs }, async (mayBeginNow) => {
      expect(mayBeginNow()).toBe(true);
      clock.mockReturnValue(startedAtMs + 60_000);
      expect(mayBeginNow()).toBe(false);
    });
    clock.mockRestore();
  });

  test("is asked of each claim by itself", async () => {
    const leases = new Leases("one");
    await leases.during(at(leaseMs, 1), async (first) => {
      await leases.during(at(0, 2), async (second) => {
        expect([first(), second()]).toEqual([false, true]);
      });
    });
  });
});
