import { eq, sql } from "drizzle-orm";
import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import { jobRows } from "@/drizzle/schema/jobs";
import { db } from "@/lib/db/connection";
import { copyIn, copyLine } from "./copy-in";
import { beginPreparation, Freezer, removeRows, Superseded } from "./freeze";
import type { PlannedRow } from "./kind";
import { rowsPerFreeze, targetCharactersMax } from "./limits";
import { makePlan } from "./plans";
import { finishPreparation } from "./prepare";
import type { JobRecord } from "./record";
import { act, assignTo, chunksOfJob, jobOf, jobsDatabase, somebody } from "./testing";
import { recount, recountAll } from "./testing.recount";
import { RecordingVendor, rowsKind } from "./testing.vendor";

await jobsDatabase();
const admin = await somebody();
const kind = rowsKind(new RecordingVendor());
const kinds = { "tags.assign": kind };

afterEach(recountAll);

/** A plan whose preparation has begun. */
async function preparing(tagName = "downtown"): Promise<JobRecord> {
  const plan = { ...assignTo(["r1"]), input: { tagNames: [tagName] } } as ReturnType<typeof assignTo>;
  const { id } = await act(admin, "jobs.preview", (permit) => makePlan(permit, admin, plan, kinds));
  return await begun(id);
}

async function begun(jobId: string): Promise<JobRecord> {
  const job = await beginPreparation(jobId);
  if (job === undefined) throw new Error("nobody may prepare this job");
  return job;
}

/** Freezes rows, a page at a time, and says what came of it. */
async function freeze(job: JobRecord, rows: readonly PlannedRow[], pageSize = 500, rowsPerCall = 3) {
  const freezer = new Freezer(job, rowsPerCall);
  for (let start = 0; start < rows.length; start += pageSize) {
    await freezer.add(rows.slice(start, start + pageSize));
  }
  const frozen = await freezer.end();
  await finishPreparation(job, kind, frozen);
  return frozen;
}

const rowsIn = (job: JobRecord) =>
  db().select().from(jobRows).where(eq(jobRows.job, job.number)).orderBy(jobRows.ordinal);

/** Any text at all: NUL, halves of surrogate pairs, and what means something to COPY. */
const anyText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }),
  fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 40 })
    .map((codes) => String.fromCharCode(...codes)),
  fc
    .array(
      fc.constantFrom("\\", "\\.", "\\N", "\t", "\n", "\r", "\r\n", "\0", "n", "\ud800", "\udc00", "é", '"'),
      {
        maxLength: 12,
      },
    )
    .map((parts) => parts.join("")),
);

/** What Postgres can hold of it. */
const stored = (text: string) => text.replaceAll("\0", "\ufffd").toWellFormed();

const someRows = fc
  .array(fc.record({ target: anyText, input: anyText, skip: anyText }, { requiredKeys: ["target"] }), {
    minLength: 1,
    maxLength: 25,
  })
  .chain((rows) =>
    fc
      .shuffledSubarray(
        Array.from({ length: rows.length * 2 }, (_, index) => index + 1),
        { minLength: rows.length, maxLength: rows.length },
      )
      .map((ordinals) => rows.map((row, index): PlannedRow => ({ ordinal: ordinals[index] ?? 0, ...row }))),
  );

describe("copying into a table", () => {
  test("keeps any text, lets nothing end a field or a row, and replaces only what Postgres cannot hold", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.option(anyText), { minLength: 1, maxLength: 400 }), async (texts) => {
        const found = await db().$client.begin(async (tx) => {
          await tx`create temporary table copied (place int, content text, behind text) on commit drop`;
          await copyIn(tx, "copied", texts.map((text, place) => copyLine([place, text, "behind"])).join(""));
          return await tx<{ content: string | null; behind: string }[]>`
            select content, behind from copied order by place`;
        });
        expect(found.map(({ content }) => content)).toEqual(
          texts.map((text) => (text === null ? null : stored(text))),
        );
        expect(found.every(({ behind }) => behind === "behind")).toBe(true);
      }),
      { numRuns: 8 },
    );
  });

  test("takes more than a connection holds at once", async () => {
    const long = "x".repeat(2_000);
    const lines = Array.from({ length: 5_000 }, (_, place) => copyLine([place, long])).join("");
    const [found] = await db().$client.begin(async (tx) => {
      await tx`create temporary table copied (place int, content text) on commit drop`;
      await copyIn(tx, "copied", lines);
      return await tx`select count(*)::int as rows, sum(length(content))::int as characters from copied`;
    });
    expect(found).toEqual({ rows: 5_000, characters: 10_000_000 });
  });

  test("takes nothing, too", async () => {
    const [found] = await db().$client.begin(async (tx) => {
      await tx`create temporary table copied (place int) on commit drop`;
      await copyIn(tx, "copied", "");
      return await tx`select count(*)::int as rows from copied`;
    });
    expect(found).toEqual({ rows: 0 });
  });

  test("of rows that do not fit fails, leaves nothing, and leaves the connection usable", async () => {
    const failing = db().$client.begin(async (tx) => {
      await tx`create temporary table copied (place int primary key) on commit drop`;
      await copyIn(tx, "copied", "1\n2\n1\n");
    });
    await expect(failing).rejects.toThrow("could not be copied");
    expect([...(await db().execute(sql`select 1 as one`))]).toEqual([{ one: 1 }]);
  });
});

describe("frozen rows", () => {
  test("are those that came, in any order; chunks hold exactly those that are not skipped", async () => {
    await fc.assert(
      fc.asyncProperty(
        someRows,
        fc.integer({ min: 1, max: 7 }),
        fc.integer({ min: 8, max: 30 }),
        async (rows, rowsPerCall, pageSize) => {
          const job = await preparing();
          const frozen = await freeze(job, rows, pageSize, rowsPerCall);
          const kept = await rowsIn(job);
          const came = [...rows].sort((one, other) => one.ordinal - other.ordinal);
          expect(kept.map(({ ordinal, target, input }) => ({ ordinal, target, input }))).toEqual(
            came.map(({ ordinal, target, input }) => ({
              ordinal,
              target: stored(target.slice(0, targetCharactersMax)),
              input: input === undefined ? null : stored(input),
            })),
          );
          expect(kept.map(({ state, words }) => [state, words])).toEqual(
            came.map(({ skip }) => (skip === undefined ? [null, null] : ["skipped", stored(skip)])),
          );
          expect(kept.every(({ chunk, state }) => (chunk === null) === (state === "skipped"))).toBe(true);
          const toSend = rows.filter(({ skip }) => skip === undefined);
          const chunks = await chunksOfJob(job.id);
          expect(chunks.map(({ rowCount }) => rowCount)).toEqual(
            Array.from({ length: Math.ceil(toSend.length / rowsPerCall) }, (_, index) =>
              Math.min(rowsPerCall, toSend.length - index * rowsPerCall),
            ),
          );
          // In the order in which they came, cut after so many.
          const chunkOf = new Map(kept.map(({ ordinal, chunk }) => [ordinal, chunk]));
          expect(toSend.map(({ ordinal }) => chunkOf.get(ordinal))).toEqual(
            toSend.map((_, index) => Math.floor(index / rowsPerCall) + 1),
          );
          expect(frozen).toMatchObject({
            rows: rows.length,
            skipped: rows.length - toSend.length,
            calls: chunks.length,
          });
          await recount(job.id);
        },
      ),
      { numRuns: 8 },
    );
  });

  test("say why they are skipped, and how many for each reason, up to twenty reasons", async () => {
    const job = await preparing();
    const rows = Array.from({ length: 60 }, (_, index) => ({
      ordinal: index + 1,
      target: `r${index}`,
      ...(index < 50 && { skip: `Reason ${index % 25}.` }),
    }));
    await freeze(job, rows);
    const { skips } = await jobOf(job.id);
    expect(skips).toHaveLength(20);
    expect(skips[0]).toEqual({ words: "Reason 0.", rows: 2 });
  });

  test("of a long list are written in short transactions", async () => {
    const job = await preparing();
    const rows = Array.from({ length: 30_000 }, (_, index) => ({ ordinal: index + 1, target: `r${index}` }));
    await freeze(job, rows, 2_300, 1_000);
    const transactions = await db().execute<{ rows: number }>(sql`
      select count(*)::int as rows from ${jobRows} where job = ${job.number} group by xmin::text`);
    const sizes = transactions.map((transaction) => transaction.rows);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(30_000);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(rowsPerFreeze);
    // And not in one for every page.
    expect(sizes.length).toBeLessThan(10);
    expect(await chunksOfJob(job.id)).toHaveLength(30);
  });
});

describe("the digest", () => {
  const digest = async (rows: readonly PlannedRow[], pageSize = 500, tagName = "downtown") =>
    (await freeze(await preparing(tagName), rows, pageSize)).digest;

  test("is the same for the same rows, however they come in pages", async () => {
    await fc.assert(
      fc.asyncProperty(someRows, fc.integer({ min: 8, max: 30 }), async (rows, pageSize) => {
        expect(await digest(rows, pageSize)).toBe(await digest(rows));
      }),
      { numRuns: 8 },
    );
  });

  test("is another one for any other ordinal, target, input or reason, and for another order", async () => {
    await fc.assert(
      fc.asyncProperty(someRows, someRows, async (one, other) => {
        fc.pre(JSON.stringify(one) !== JSON.stringify(other));
        expect(await digest(one)).not.toBe(await digest(other));
      }),
      { numRuns: 4 },
    );
    const row = { ordinal: 1, target: "r1" };
    const different: PlannedRow[][] = [
      [row],
      [{ ...row, ordinal: 2 }],
      [{ ...row, target: "r2" }],
      [{ ...row, input: "a" }],
      [{ ...row, input: "" }],
      [{ ...row, skip: "a" }],
      [{ ...row, skip: "" }],
      [row, { ordinal: 2, target: "r2" }],
      [{ ordinal: 2, target: "r2" }, row],
    ];
    const digests = await Promise.all(different.map((rows) => digest(rows)));
    expect(new Set(digests).size).toBe(different.length);
  });

  test("cannot be forged by what separates fields and rows", async () => {
    const pairs: [PlannedRow[], PlannedRow[]][] = [
      [[{ ordinal: 1, target: "a\tb", input: "c" }], [{ ordinal: 1, target: "a", input: "b\tc" }]],
      [[{ ordinal: 1, target: "a", input: "b", skip: "" }], [{ ordinal: 1, target: "a", input: "b" }]],
      [
        [{ ordinal: 1, target: "a\t\t\n2\tb" }],
        [
          { ordinal: 1, target: "a" },
          { ordinal: 2, target: "b" },
        ],
      ],
    ];
    for (const [one, other] of pairs) expect(await digest(one)).not.toBe(await digest(other));
  });

  test("is another one for another input of the job", async () => {
    const rows = [{ ordinal: 1, target: "r1" }];
    expect(await digest(rows, 500, "uptown")).not.toBe(await digest(rows));
  });
});

describe("a preparation that somebody else has begun anew", () => {
  const many = (prefix: string) =>
    Array.from({ length: 40 }, (_, index) => ({ ordinal: index + 1, target: `${prefix}${index + 1}` }));

  test("writes nothing more", async () => {
    const first = await preparing();
    const stale = new Freezer(first, 3);
    await stale.add(many("old"));
    const second = await begun(first.id);
    await expect(stale.add(many("older"))).rejects.toThrow(Superseded);
    await freeze(second, many("new"));
    await expect(stale.end()).rejects.toThrow(Superseded);
    await expect(
      finishPreparation(first, kind, { rows: 1, skipped: 0, calls: 1, digest: "0".repeat(64) }),
    ).rejects.toThrow(Superseded);
    expect((await rowsIn(first)).map(({ target }) => target)).toEqual(
      many("new").map(({ target }) => target),
    );
    expect(await jobOf(first.id)).toMatchObject({ state: "ready", rowsTotal: 40, callsTotal: 14 });
  });

  test("removes nothing of the other's", async () => {
    const first = await preparing();
    const second = await begun(first.id);
    await freeze(second, many("new"));
    // It was slow, and comes to removing what was there before it only now.
    await expect(removeRows(first.number, first.preparation)).rejects.toThrow(Superseded);
    expect(await rowsIn(first)).toHaveLength(40);
    expect(await chunksOfJob(first.id)).toHaveLength(14);
  });

  test("has left no row twice when it was killed in the middle", async () => {
    const first = await preparing();
    const killed = new Freezer(first, 3);
    await killed.add(many("old"));
    const second = await begun(first.id);
    expect(await rowsIn(first)).toEqual([]);
    expect(await jobOf(first.id)).toMatchObject({ rowsTotal: 0, rowsSkipped: 0, callsTotal: 0 });
    await freeze(second, many("new").slice(0, 10));
    expect((await rowsIn(first)).map(({ target }) => target)).toEqual(
      many("new")
        .slice(0, 10)
        .map(({ target }) => target),
    );
  });
});
