import { batches } from "@/lib/contract/batches";
import { orderFromCsrs } from "@/lib/domain/certificate-batches/order-from-csrs";
import { fileOf } from "@/lib/domain/csr/uploaded-file";
import { route } from "@/lib/http/route";
import { sectigo } from "@/lib/vendors/sectigo/client";

export const POST = route(batches.createFromCsrs, ({ permit, note, query, request }) =>
  orderFromCsrs(permit, note, sectigo(), { ...query, file: fileOf(request) }),
);
