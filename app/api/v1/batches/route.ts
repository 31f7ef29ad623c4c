import { batches } from "@/lib/contract/batches";
import { orderFromGenerator } from "@/lib/domain/certificate-batches/order-from-generator";
import { listBatches } from "@/lib/domain/certificate-batches/read-batches";
import { watchOrder } from "@/lib/domain/certificate-batches/watched-batches";
import { route } from "@/lib/http/route";
import { sectigo } from "@/lib/vendors/sectigo/client";

export const GET = route(batches.list, ({ reading, query }) => listBatches(reading, sectigo(), query));
export const POST = route(batches.createFromGenerator, async ({ permit, note, body, actor }) => {
  const batch = await orderFromGenerator(permit, note, sectigo(), body);
  await watchOrder(batch, body.certificateProfileId, actor);
  return batch;
});
