import { z } from "zod";
import type { Batch } from "@/lib/contract/batches";
import type { PageInfo } from "@/lib/contract/paging";
import type { Permit, Reading } from "../http/permit";
import { isSecretName } from "../http/redact";
import { formFileBody, multipartFileBody } from "../http/request-body";
import { wholeNumber } from "./answered";
import type { AuthorityId } from "./authority-id";
import { answeredBatch } from "./batch";
import type { SectigoClient } from "./client";
import { csrFile } from "./csr-file";
import { sectigoJson } from "./json-body";

export interface BatchSearch {
  authorityId: AuthorityId;
  /** 1-based; the vendor counts from 0. */
  page: number;
  /** Batches per page. */
  size: number;
  batchId?: number;
  batchName?: string;
  /** Created at or after, ISO 8601. */
  from?: string;
  /** Created at or before, ISO 8601. */
  to?: string;
  sizeFrom?: number;
  sizeTo?: number;
  sort: "status" | "-status" | "createdAt" | "-createdAt" | "batchName" | "-batchName";
}

/** The columns are called otherwise than the rows' members (guide, Get a list of batches). */
const sortColumns = { status: "status", createdAt: "creation_date", batchName: "batch_name" } as const;

function isSortColumn(name: string): name is keyof typeof sortColumns {
  return name in sortColumns;
}

function sortOf(sort: BatchSearch["sort"]): Record<string, "ASC" | "DESC"> {
  const name = sort.replace(/^-/, "");
  return isSortColumn(name) ? { [sortColumns[name]]: sort.startsWith("-") ? "DESC" : "ASC" } : {};
}

function instantText(instant: string): string {
  return new Date(instant).toISOString();
}

const searchAnswer = z.object({ batches: z.array(answeredBatch), totalCount: wholeNumber });

/**
 * Searches the batches of a certificate profile. Rows lack the profile's name and the generator's parameters; read the
 * batch for these. POST /api/v1/batches?profileId= (PUT on the same path creates)
 */
export async function searchBatches(
  reading: Reading,
  sectigo: SectigoClient,
  search: BatchSearch,
): Promise<{ items: Batch[]; page: PageInfo }> {
  const { authorityId, page, size, batchId, batchName, from, to, sizeFrom, sizeTo, sort } = search;
  const { batches, totalCount } = await sectigo.read(reading, {
    method: "POST",
    path: "/api/v1/batches",
    query: { profileId: authorityId },
    body: sectigoJson({
      filter: {
        batchId,
        batchName,
        fromDate: from === undefined ? undefined : instantText(from),
        toDate: to === undefined ? undefined : instantText(to),
        sizeFrom,
        sizeTo,
        pagingSettings: { pageIndex: page - 1, pageSize: size },
      },
      sortColumns: sortOf(sort),
    }),
    answer: searchAnswer,
  });
  return { items: batches, page: { number: page, size, total: totalCount } };
}

/** One batch in full. GET /api/v1/batches/{batchId} */
export async function getBatch(
  reading: Reading,
  sectigo: SectigoClient,
  { batchId }: { batchId: number },
): Promise<Batch> {
  return await sectigo.read(reading, {
    method: "GET",
    path: "/api/v1/batches/{batchId}",
    params: { batchId },
    answer: answeredBatch,
  });
}

export interface GeneratorBatch {
  authorityId: AuthorityId;
  generatorId: number;
  batchName: string;
  /** Certificates in the batch. */
  batchSize: number;
  /** All values are text, numbers too: they have up to 64 digits. */
  generatorParameters: Record<string, string>;
  profileParameters: Record<string, string>;
}

/**
 * Orders a batch with generated keys and common names. Spends balance each time it is sent, so after an error with
 * `mayHaveActed` search for its name before ordering again. PUT /api/v1/batches
 */
export async function createFromGenerator(
  permit: Permit,
  sectigo: SectigoClient,
  order: GeneratorBatch,
): Promise<Batch> {
  const parameters = Object.entries({ ...order.generatorParameters, ...order.profileParameters });
  return await sectigo.write(permit, {
    method: "PUT",
    path: "/api/v1/batches",
    body: sectigoJson({
      generatorId: order.generatorId,
      generatorParams: order.generatorParameters,
      profileParams: order.profileParameters,
      profileId: order.authorityId,
      batchSize: order.batchSize,
      batchName: order.batchName,
    }),
    secrets: parameters.filter(([name]) => isSecretName(name)).map(([, value]) => value),
    answer: answeredBatch,
  });
}

/** An upload is given the usual time and a second more for each half megabyte. */
function uploadDeadlineMs(bytes: number): number {
  return 60_000 + Math.ceil(bytes / 500);
}

/**
 * Orders a batch from certificate signing requests, each one complete PEM block. Spends balance like the other order.
 * POST /api/v1/batches/upload?profileId=
 */
export async function createFromCsrs(
  permit: Permit,
  sectigo: SectigoClient,
  { authorityId, csrs }: { authorityId: AuthorityId; csrs: Iterable<string> },
): Promise<Batch> {
  const file = await csrFile(csrs);
  const body =
    sectigo.upload === "multipart"
      ? multipartFileBody("file", "csrs.pem", file)
      : await formFileBody("file", file);
  return await sectigo.write(permit, {
    method: "POST",
    path: "/api/v1/batches/upload",
    query: { profileId: authorityId },
    body,
    deadlineMs: uploadDeadlineMs(body.content.length),
    answer: answeredBatch,
  });
}
