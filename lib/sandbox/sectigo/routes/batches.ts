import { jsonAnswer } from "../../kit/answer";
import {
  findAuthority,
  JSON_TYPE,
  jsonBody,
  queriedAuthority,
  Refusal,
  type SectigoContext,
  type SectigoRoute,
} from "../router";
import { checkGeneratorOrder, generatorOrder, spend } from "../rules/order";
import { batchQuery, searchBatches } from "../rules/search";
import { delayMsOf, timeline } from "../rules/timeline";
import { batchJson } from "../shapes";
import { type Batch, phaseAt, type SectigoState } from "../state";
import { batchZip } from "../zip/batch-zip";
import { bulkZip } from "../zip/bulk-zip";

/** PUT creates, POST searches: the same path, and the other way round than expected [seed]. */
const create: SectigoRoute = {
  method: "PUT",
  path: /^\/api\/v1\/batches$/,
  needsToken: true,
  respond(context, request) {
    const order = jsonBody(generatorOrder, request);
    const authority = findAuthority(context.state, order.profileId);
    const { generatorId } = checkGeneratorOrder(context.state, authority, order);
    spend(authority, order.batchSize);
    const batch = addBatch(context, {
      authorityId: authority.id,
      batchName: order.batchName,
      size: order.batchSize,
      source: { kind: "generator", generatorId, values: order.generatorParams },
    });
    return answerBatch(context, batch);
  },
};

const search: SectigoRoute = {
  method: "POST",
  path: /^\/api\/v1\/batches$/,
  needsToken: true,
  respond({ state, clock }, request) {
    const authority = queriedAuthority(state, request.query);
    const ofAuthority = [...state.batches.values()].filter((batch) => batch.authorityId === authority.id);
    const nowMs = clock.nowMs();
    const { page, totalCount } = searchBatches(ofAuthority, jsonBody(batchQuery, request), nowMs);
    return jsonAnswer(
      200,
      { batches: page.map((batch) => batchJson(batch, state, nowMs, "row")), totalCount },
      JSON_TYPE,
    );
  },
};

const detail: SectigoRoute = {
  method: "GET",
  path: /^\/api\/v1\/batches\/([0-9]+)$/,
  needsToken: true,
  respond: (context, _, batchId) => answerBatch(context, findBatch(context.state, batchId)),
};

/** "You MUST NOT include an accept header of any type with the request" [seed]. */
const download: SectigoRoute = {
  method: "GET",
  path: /^\/api\/v1\/batches\/([0-9]+)\/download$/,
  needsToken: true,
  respond({ state, clock, issuer, settings }, { headers }, batchId) {
    if (headers.accept !== undefined) throw new Refusal(406, "Not Acceptable");
    const batch = findBatch(state, batchId);
    const { downloadable, status } = phaseAt(batch, clock.nowMs());
    if (!downloadable) throw new Refusal(409, `Batch is not available for download. Status: ${status}`);
    const { bulkDownloadMegabytes, announceLength } = settings();
    const zip =
      bulkDownloadMegabytes === null ? batchZip(batch, state, issuer) : bulkZip(bulkDownloadMegabytes);
    return {
      status: 200,
      headers: {
        "content-type": "application/octet-stream",
        "content-disposition": disposition(`${batch.batchName}.zip`),
      },
      body: announceLength ? zip : { ...zip, lengthBytes: null },
    };
  },
};

export const batchRoutes = [create, search, detail, download];

/** Takes an order in; whoever calls has checked it and spent the balance. */
export function addBatch(
  { state, clock, settings }: SectigoContext,
  order: Pick<Batch, "authorityId" | "size" | "source"> & { batchName?: string; breaksBecause?: string },
): Batch {
  const { breaksBecause, batchName, ...rest } = order;
  const batchId = state.nextBatchId();
  const createdAtMs = clock.nowMs();
  const current = settings();
  const phases = timeline(createdAtMs, delayMsOf(batchId, current), current.batchOutcome, breaksBecause);
  const batch = {
    ...rest,
    batchId,
    // The upload call has no name to give.
    batchName: batchName ?? `csr-batch-${batchId}`,
    createdAtMs,
    userId: 13,
    phases,
  };
  state.batches.set(batchId, batch);
  return batch;
}

export function answerBatch({ state, clock }: SectigoContext, batch: Batch) {
  return jsonAnswer(200, batchJson(batch, state, clock.nowMs(), "detail"), JSON_TYPE);
}

function findBatch(state: SectigoState, batchId: number): Batch {
  const batch = state.batches.get(batchId);
  if (!batch) throw new Refusal(404, "Batch not found");
  return batch;
}

/** The batch's name as it is, path signs and all (RFC 6266, RFC 8187): the receiver must clean it. */
function disposition(fileName: string): string {
  const plain = fileName.replace(/[^\x20-\x7e]/g, "_").replace(/["\\]/g, "\\$&");
  return `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(fileName)}`;
}
