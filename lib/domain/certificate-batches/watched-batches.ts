import "server-only";
import type { Actor } from "@/lib/access/actor";
import { type Batch, isMoving } from "@/lib/contract/batches";
import { db } from "@/lib/db/connection";
import type { Known } from "@/lib/domain/last-answers/last-answers";
import { glanceAt, glimpse, momentOfAsking } from "@/lib/domain/watches/glimpse";
import { watch } from "@/lib/domain/watches/watch";
import { logger } from "@/lib/log";
import { batchRules } from "./batch-watch";

// A batch's watch beside what people do with it. It never fails what they do: the next reading makes up for it.

/** Has a batch watched for the person who has just ordered it. */
export async function watchOrder(batch: Batch, certificateProfileId: number, actor: Actor): Promise<void> {
  const thing = { subjectId: String(batch.batchId), seen: { batch, certificateProfileId, isWhole: false } };
  await quietly(batch.batchId, () =>
    watch(db(), batchRules, [thing], actor.type === "person" ? { forUserId: actor.id } : {}),
  );
}

/** To be called before Sectigo is asked. Undefined when the database is away. */
export function beforeAsking(): Promise<Date | undefined> {
  return quietly(undefined, momentOfAsking);
}

/** What somebody has asked Sectigo about. */
interface Asked {
  /** What `beforeAsking` gave. */
  askedAt: Date | undefined;
  /** Where it was asked by. */
  certificateProfileId?: number;
  /** Whether each batch was read by itself. */
  isWhole?: boolean;
}

/** Has the watches know what somebody has seen, and begins those that are missing. */
export async function sawBatches(
  batches: readonly Batch[],
  { askedAt, certificateProfileId, isWhole = false }: Asked,
): Promise<void> {
  if (askedAt === undefined) return;
  const things = batches.map((batch) => ({
    subjectId: String(batch.batchId),
    seen: { batch, certificateProfileId: certificateProfileId ?? null, isWhole },
  }));
  await quietly(batches[0]?.batchId, () => glimpse(batchRules, things, askedAt));
}

/** A batch as its watch knows it; undefined when there is none, or it has not seen the batch in full. */
export async function knownBatch(batchId: number): Promise<Known<Batch> | undefined> {
  const known = await quietly(batchId, () => glanceAt(batchRules, String(batchId)));
  if (!known?.seen.isWhole) return undefined;
  const { seen, seenAt, nextLookAt, isFresh } = known;
  return { value: withNextLook(seen.batch, nextLookAt), answeredAt: seenAt, isFresh };
}

/** When the batch is looked at next. Settled ones are not. */
export async function withItsNextLook(batch: Batch): Promise<Batch> {
  if (!isMoving(batch)) return batch;
  const known = await quietly(batch.batchId, () => glanceAt(batchRules, String(batch.batchId)));
  return withNextLook(batch, known?.nextLookAt);
}

function withNextLook(batch: Batch, nextLookAt: Date | undefined): Batch {
  return { ...batch, ...(nextLookAt && { nextLookAt: nextLookAt.toISOString() }) };
}

async function quietly<Result>(
  batchId: number | undefined,
  act: () => Promise<Result>,
): Promise<Result | undefined> {
  try {
    return await act();
  } catch (error) {
    logger().warn({ error, batchId }, "the watch on a batch could not be read or kept");
    return undefined;
  }
}
