import "server-only";
import type { Batch } from "@/lib/contract/batches";
import type { PageInfo } from "@/lib/contract/paging";
import type { Reading } from "@/lib/vendors/http/permit";
import { authorityId } from "@/lib/vendors/sectigo/authority-id";
import { type BatchSearch, getBatch, searchBatches } from "@/lib/vendors/sectigo/batches";
import type { SectigoClient } from "@/lib/vendors/sectigo/client";
import { beforeAsking, sawBatches, withItsNextLook } from "./watched-batches";

type ProfileSearch = Omit<BatchSearch, "authorityId"> & { certificateProfileId: number };

/** A page of a certificate profile's batches, read from Sectigo; their watches profit from it. */
export async function listBatches(
  reading: Reading,
  sectigo: SectigoClient,
  { certificateProfileId, ...search }: ProfileSearch,
): Promise<{ items: Batch[]; page: PageInfo }> {
  const askedAt = await beforeAsking();
  const found = await searchBatches(reading, sectigo, {
    authorityId: authorityId(certificateProfileId),
    ...search,
  });
  await sawBatches(found.items, { askedAt, certificateProfileId });
  return found;
}

/** One batch in full, read from Sectigo; its watch profits from it. */
export async function readBatch(
  reading: Reading,
  sectigo: SectigoClient,
  { batchId }: { batchId: number },
): Promise<Batch> {
  const askedAt = await beforeAsking();
  const batch = await getBatch(reading, sectigo, { batchId });
  await sawBatches([batch], { askedAt, isWhole: true });
  return withItsNextLook(batch);
}
