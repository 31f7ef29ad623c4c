import type { FileKind } from "@/lib/domain/jobs/kind";
import { ublox } from "@/lib/vendors/ublox/client";
import { listTags } from "@/lib/vendors/ublox/tags";
import { formatFact, numberedPage, pagesCameAgain, pagesOf } from "./paged-export";

/** Every tag, in the vendor's order. POST /tag/get */
export const tagsExport: FileKind<"tags.export"> = {
  kind: "tags.export",
  makes: "file",
  unit: { one: "tag", many: "tags" },
  fileStem: "tags",
  contents: "The tags as they are while they are read.",
  columns: ["tagName", "createdAt"],

  title: (_input, targets) => `Export ${targets}`,
  facts: ({ format }) => [formatFact(format)],

  measure: async (reading) => pagesOf((await listTags(reading, ublox(), { page: 1 })).page),
  page: (reading, _input, cursor) =>
    numberedPage(
      cursor,
      (page) => listTags(reading, ublox(), { page }),
      () => pagesCameAgain("ublox", "POST /tag/get", reading),
    ),
};
