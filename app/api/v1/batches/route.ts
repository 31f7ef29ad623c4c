import { batches } from "@/lib/contract/batches";
import { orderFromGenerator } from "@/lib/domain/certificate-batches/order-from-generator";
import { route } from "@/lib/http/route";
import { authorityId } from "@/lib/vendors/sectigo/authority-id";
import { searchBatches } from "@/lib/vendors/sectigo/batches";
import { sectigo } from "@/lib/vendors/sectigo/client";

export const GET = route(batches.list, ({ reading, query: { certificateProfileId, ...search } }) =>
  searchBatches(reading, sectigo(), { authorityId: authorityId(certificateProfileId), ...search }),
);
export const POST = route(batches.createFromGenerator, ({ permit, note, body }) =>
  orderFromGenerator(permit, note, sectigo(), body),
);
