import type { JobInput } from "@/lib/contract/job-kinds";
import type { FileKind } from "@/lib/domain/jobs/kind";
import type { Reading } from "@/lib/vendors/http/permit";
import { authorityId } from "@/lib/vendors/sectigo/authority-id";
import { searchBatches } from "@/lib/vendors/sectigo/batches";
import { sectigo } from "@/lib/vendors/sectigo/client";
import { formatFact, numberedPage, pagesCameAgain, pagesOf } from "./paged-export";

type Filters = JobInput<"batches.export">["filters"];

const batchesPerPage = 200;

/** The batches of a certificate profile that a search finds, oldest first. POST /api/v1/batches?profileId= */
export const batchesExport: FileKind<"batches.export"> = {
  kind: "batches.export",
  makes: "file",
  unit: { one: "certificate batch", many: "certificate batches" },
  fileStem: "batches",
  contents: "The batches as they are while they are read.",
  columns: [
    "certificateProfileId",
    "batchId",
    "orderNumber",
    "batchName",
    "size",
    "createdAt",
    "vendorStatus",
    "statusClass",
    "downloadable",
    "needsAttention",
    "active",
    "rejectReason",
    "rejectable",
    "userId",
  ],

  title: (_input, targets) => `Export ${targets}`,
  facts: ({ filters, format }) => [...filterFacts(filters), formatFact(format)],

  measure: async (reading, { filters }) => pagesOf((await search(reading, filters, 1)).page),
  page: (reading, { filters }, cursor) =>
    numberedPage(
      cursor,
      (page) => search(reading, filters, page),
      () => pagesCameAgain("sectigo", "POST /api/v1/batches", reading),
    ),
};

/** Oldest first, so that batches ordered meanwhile come at the end and move none to another page. */
async function search(reading: Reading, { certificateProfileId, ...narrowing }: Filters, page: number) {
  const found = await searchBatches(reading, sectigo(), {
    authorityId: authorityId(certificateProfileId),
    ...narrowing,
    page,
    size: batchesPerPage,
    sort: "createdAt",
  });
  const items = found.items.map(
    // Search results know neither the profile's name nor the parameters.
    ({ profileName: _profile, generatorParameters: _parameters, ...batch }) => ({
      certificateProfileId,
      ...batch,
    }),
  );
  return { items, page: found.page };
}

function filterFacts(filters: Filters): { label: string; value: string }[] {
  const { certificateProfileId, batchId, batchName, from, to, sizeFrom, sizeTo } = filters;
  const facts: [label: string, value: string | number | undefined][] = [
    ["Certificate profile", certificateProfileId],
    ["Batch number", batchId],
    ["Name", batchName],
    ["Created from", from],
    ["Created until", to],
    ["Smallest size", sizeFrom],
    ["Largest size", sizeTo],
  ];
  return facts.flatMap(([label, value]) => (value === undefined ? [] : [{ label, value: String(value) }]));
}
