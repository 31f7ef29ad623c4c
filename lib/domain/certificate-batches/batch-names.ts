import "server-only";
import type { Batch } from "@/lib/contract/batches";
import { Refusal } from "@/lib/contract/problem";
import type { Reading } from "@/lib/vendors/http/permit";
import { processWide } from "@/lib/vendors/http/process-wide";
import type { AuthorityId } from "@/lib/vendors/sectigo/authority-id";
import { searchBatches } from "@/lib/vendors/sectigo/batches";
import type { SectigoClient } from "@/lib/vendors/sectigo/client";

const pageSize = 200;
const pagesMax = 5;

/**
 * Makes sure that no batch of the certificate profile has this name in any case of its letters: by its name alone an
 * order whose answer was lost can be found again. The vendor's search may also return names that only contain it.
 * @throws Refusal `conflict` naming the batch, or when so many names are alike that nobody can be sure
 */
export async function requireNewName(
  reading: Reading,
  sectigo: SectigoClient,
  authorityId: AuthorityId,
  batchName: string,
): Promise<void> {
  let seen = 0;
  for (let page = 1; page <= pagesMax; page += 1) {
    const found = await searchBatches(reading, sectigo, {
      authorityId,
      batchName,
      page,
      size: pageSize,
      sort: "-createdAt",
    });
    const same = found.items.find((batch) => isSameName(batch.batchName, batchName));
    if (same !== undefined) throw nameTaken(same);
    seen += found.items.length;
    if (found.items.length === 0 || seen >= found.page.total) return;
  }
  throw new Refusal("conflict", {
    detail: `More than ${pageSize * pagesMax} batches have names like “${batchName}”, too many to be sure that this one is new.`,
    next: "Choose a more particular name, such as one with the date. Nothing was ordered.",
    errors: [{ path: "batchName", message: "Too many batches have names like this." }],
  });
}

function isSameName(left: string, right: string): boolean {
  return left.trim().toLowerCase() === right.trim().toLowerCase();
}

function nameTaken({ batchId, batchName, size }: Batch): Refusal {
  return new Refusal("conflict", {
    detail: `Batch ${batchId} is already called “${batchName}”: ${size.toLocaleString("en")} certificates under the same certificate profile.`,
    next: `Look at batch ${batchId} (/batches/${batchId}): it may be this very order, sent before. To order once more, choose another name. Nothing was ordered now.`,
    errors: [{ path: "batchName", message: `Batch ${batchId} has this name.` }],
  });
}

/** Names this process is ordering under at this moment: between the search and the order there is a gap. */
const namesUnderWay = () => processWide("batchNamesUnderWay", () => new Set<string>());

/** Runs an order while no other order of this name is under way here. @throws Refusal `conflict` when one is */
export async function withNameHeld<Result>(
  authorityId: AuthorityId,
  batchName: string,
  order: () => Promise<Result>,
): Promise<Result> {
  const key = `${authorityId} ${batchName.trim().toLowerCase()}`;
  const names = namesUnderWay();
  if (names.has(key)) {
    throw new Refusal("conflict", {
      detail: `A batch called “${batchName}” is being ordered at this moment.`,
      next: "Wait until that order is answered. Nothing was ordered by this one.",
      errors: [{ path: "batchName", message: "A batch of this name is being ordered." }],
    });
  }
  names.add(key);
  try {
    return await order();
  } finally {
    names.delete(key);
  }
}
