import { batches } from "@/lib/contract/batches";
import { openBatchZip } from "@/lib/domain/certificate-batches/batch-zip";
import { route } from "@/lib/http/route";
import { sectigo } from "@/lib/vendors/sectigo/client";
import { backToPage } from "./back-to-page";

/** A page's plain form posts here, so that the browser saves the stream itself, with its own progress. */
export const POST = backToPage(
  route(batches.download, ({ permit, params, request }) =>
    openBatchZip(permit, sectigo(), params.batchId, request.signal),
  ),
  ({ batchId = "" }) => `/batches/${encodeURIComponent(batchId)}`,
);
