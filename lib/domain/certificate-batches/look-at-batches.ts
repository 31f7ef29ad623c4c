import "server-only";
import type { Batch } from "@/lib/contract/batches";
import type { Looked, Watched } from "@/lib/domain/watches/kind";
import type { Reading } from "@/lib/vendors/http/permit";
import { VendorError } from "@/lib/vendors/http/vendor-error";
import { authorityId } from "@/lib/vendors/sectigo/authority-id";
import { getBatch, searchBatches } from "@/lib/vendors/sectigo/batches";
import type { SectigoClient } from "@/lib/vendors/sectigo/client";
import { listCertificateProfiles } from "@/lib/vendors/sectigo/profiles";
import type { SeenBatch } from "./batch-watch";

type WatchedBatch = Watched<SeenBatch>;

/** Rows of a search: as many as our own lists ask for. */
const pageSize = 200;
/** Vendors cut seconds off dates now and then. */
const slackMs = 1_000;
/** Batches asked for one by one in a look; those seen longest ago come first, so that all get their turn. */
const singlyMax = 20;
/** A batch may be missing for a while after it was ordered. */
const newForMs = 10 * 60_000;

/**
 * Asks about batches: with searches, each for the newest batch that is still missing and whatever lies within a page
 * behind it; what no search shows, one by one. So there is never more than one search for each batch, and where batches
 * lie close, one for each page of them.
 */
export async function* lookAtBatches(
  reading: Reading,
  sectigo: SectigoClient,
  watched: readonly WatchedBatch[],
): AsyncGenerator<Looked<SeenBatch>> {
  const ids = await profileIds(reading, sectigo, watched);
  yield new Map();
  for (const [certificateProfileId, batches] of Map.groupBy(watched, ({ subjectId }) => ids.get(subjectId))) {
    const missing = new Map(batches.map((one) => [one.subjectId, one]));
    if (certificateProfileId !== undefined && missing.size > 1) {
      for await (const rows of search(reading, sectigo, certificateProfileId, batches)) {
        for (const { batchId } of rows) missing.delete(String(batchId));
        yield looked(rows, { certificateProfileId, isWhole: false });
      }
    }
    yield* singly(reading, sectigo, [...missing.values()], certificateProfileId ?? null);
  }
}

function looked(batches: readonly Batch[], more: Omit<SeenBatch, "batch">): Looked<SeenBatch> {
  return new Map(batches.map((batch) => [String(batch.batchId), { batch, ...more }]));
}

/** The certificate profile of each batch. Where only its name is known, it is looked up, unless the name is not unique. */
async function profileIds(
  reading: Reading,
  sectigo: SectigoClient,
  watched: readonly WatchedBatch[],
): Promise<ReadonlyMap<string, number | undefined>> {
  const known = new Map(
    watched.map(({ subjectId, seen }) => [subjectId, seen?.certificateProfileId ?? undefined]),
  );
  const unknown = watched.filter(({ subjectId }) => known.get(subjectId) === undefined);
  if (unknown.length < 2) return known;
  const { items } = await listCertificateProfiles(reading, sectigo);
  const byName = Map.groupBy(items, ({ name }) => name);
  for (const { subjectId, seen } of unknown) {
    const profiles = byName.get(seen?.batch.profileName ?? "");
    known.set(subjectId, profiles?.length === 1 ? profiles[0]?.certificateProfileId : undefined);
  }
  return known;
}

interface Sought {
  batchId: number;
  createdAtMs: number;
}

/** Newest first. What the vendor gives no date for cannot be searched by it. */
function datedOf(batches: readonly WatchedBatch[]): Sought[] {
  return batches
    .map(({ subjectId, seen }) => ({
      batchId: Number(subjectId),
      createdAtMs: Date.parse(seen?.batch.createdAt ?? ""),
    }))
    .filter(({ createdAtMs }) => !Number.isNaN(createdAtMs))
    .sort((left, right) => right.createdAtMs - left.createdAtMs);
}

/** Gives the batches of a profile, a search's worth at a time, until not more than one is left to search for. */
async function* search(
  reading: Reading,
  sectigo: SectigoClient,
  certificateProfileId: number,
  batches: readonly WatchedBatch[],
): AsyncGenerator<Batch[]> {
  const missing = new Set(batches.map(({ subjectId }) => Number(subjectId)));
  let sought = datedOf(batches);
  const fromMs = (sought.at(-1)?.createdAtMs ?? 0) - slackMs;
  let [aim, page, received] = [sought[0], 1, 0];
  for (let calls = 0; calls < batches.length && sought.length > 1 && aim !== undefined; calls += 1) {
    const answer = await searchBatches(reading, sectigo, {
      authorityId: authorityId(certificateProfileId),
      from: new Date(fromMs).toISOString(),
      to: new Date(aim.createdAtMs + slackMs).toISOString(),
      page,
      size: pageSize,
      sort: "-createdAt",
    }).catch(nothingToSearch);
    const rows = answer.items.filter(({ batchId }) => missing.delete(batchId));
    yield rows;
    received += answer.items.length;
    const lastMs = Date.parse(answer.items.at(-1)?.createdAt ?? "");
    // What is newer than the last row and is not there will not be on the next page either.
    sought = sought.filter(({ batchId, createdAtMs }) => missing.has(batchId) && createdAtMs <= lastMs);
    const next = sought[0];
    if (received >= answer.page.total) return;
    // A page further rather than a search from there: where the next one is close, and where dates are not heeded.
    if (next === aim || (next !== undefined && next.createdAtMs >= lastMs - slackMs)) page += 1;
    else [aim, page, received] = [next, 1, 0];
  }
}

/** A profile that was taken from our account has no list any more; its batches may still be there. */
function nothingToSearch(error: unknown): Awaited<ReturnType<typeof searchBatches>> {
  if (!isNo(error)) throw error;
  return { items: [], page: { number: 1, size: pageSize, total: 0 } };
}

/** Asks for batches one by one. */
async function* singly(
  reading: Reading,
  sectigo: SectigoClient,
  batches: readonly WatchedBatch[],
  certificateProfileId: number | null,
): AsyncGenerator<Looked<SeenBatch>> {
  const lastSeenMs = ({ seenAt }: WatchedBatch) => seenAt?.getTime() ?? 0;
  const turn = batches.toSorted((left, right) => lastSeenMs(left) - lastSeenMs(right)).slice(0, singlyMax);
  for (const { subjectId, createdAt } of turn) {
    try {
      const batch = await getBatch(reading, sectigo, { batchId: Number(subjectId) });
      yield looked([batch], { certificateProfileId, isWhole: true });
    } catch (error) {
      if (!isNo(error)) throw error;
      const isNew = Date.now() - createdAt.getTime() < newForMs;
      yield new Map(error.kind === "not_found" && !isNew ? [[subjectId, "gone"]] : []);
    }
  }
}

/** The vendor is there and says no to this question. */
function isNo(error: unknown): error is VendorError {
  return error instanceof VendorError && (error.kind === "not_found" || error.kind === "refused");
}
