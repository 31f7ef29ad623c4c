import { batches } from "@/lib/contract/batches";
import { orderFromCsrs } from "@/lib/domain/certificate-batches/order-from-csrs";
import { watchOrder } from "@/lib/domain/certificate-batches/watched-batches";
import { fileOf } from "@/lib/domain/csr/uploaded-file";
import { route } from "@/lib/http/route";
import { sectigo } from "@/lib/vendors/sectigo/client";

export const POST = route(batches.createFromCsrs, async ({ permit, note, query, request, actor }) => {
  const batch = await orderFromCsrs(permit, note, sectigo(), { ...query, file: fileOf(request) });
  await watchOrder(batch, query.certificateProfileId, actor);
  return batch;
});
