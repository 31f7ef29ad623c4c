import "server-only";
import type { Batch, GeneratorOrder } from "@/lib/contract/batches";
import type { Note } from "@/lib/operations/perform";
import type { Permit } from "@/lib/vendors/http/permit";
import { authorityId } from "@/lib/vendors/sectigo/authority-id";
import { createFromGenerator } from "@/lib/vendors/sectigo/batches";
import type { SectigoClient } from "@/lib/vendors/sectigo/client";
import { requireNewName, withNameHeld } from "./batch-names";
import { readPublishedRules, refused } from "./certificate-profile";
import { sendOnce } from "./lost-answer";
import { checkOrder, withoutBlanks } from "./order-rules";

/**
 * Orders a batch with generated keys, once: the order is checked against what the vendor publishes now and its name
 * against the batches that exist, then sent a single time.
 * @throws Refusal `invalid_input` naming each field at fault, `conflict` when the name exists, `outcome_unknown` when
 * the answer was lost; VendorError
 */
export async function orderFromGenerator(
  permit: Permit,
  note: Note,
  sectigo: SectigoClient,
  draft: GeneratorOrder,
): Promise<Batch> {
  const order = withoutBlanks(draft);
  const { certificateProfileId, batchName, ...rest } = order;
  const authority = authorityId(certificateProfileId);
  const reading = { requestId: permit.requestId };
  const { errors } = checkOrder(order, await readPublishedRules(reading, sectigo, certificateProfileId));
  if (errors.length > 0) throw refused(errors);
  return withNameHeld(authority, batchName, async () => {
    await requireNewName(reading, sectigo, authority, batchName);
    const batch = await sendOnce(
      () => createFromGenerator(permit, sectigo, { authorityId: authority, batchName, ...rest }),
      note,
      `Before you order again, look for a batch called “${batchName}” under this certificate profile; if it is there, the order was taken.`,
    );
    note({ batchId: batch.batchId, orderNumber: batch.orderNumber });
    return batch;
  });
}
