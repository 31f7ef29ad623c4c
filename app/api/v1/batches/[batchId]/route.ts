import { batches } from "@/lib/contract/batches";
import { readBatch } from "@/lib/domain/certificate-batches/read-batches";
import { knownBatch } from "@/lib/domain/certificate-batches/watched-batches";
import { route } from "@/lib/http/route";
import { sectigo } from "@/lib/vendors/sectigo/client";

export const GET = route(
  batches.get,
  ({ reading, params }) => readBatch(reading, sectigo(), params),
  ({ params }) => knownBatch(params.batchId),
);
