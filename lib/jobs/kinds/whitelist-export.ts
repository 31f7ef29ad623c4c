import type { FileKind } from "@/lib/domain/jobs/kind";
import { ublox } from "@/lib/vendors/ublox/client";
import { listWhitelist } from "@/lib/vendors/ublox/whitelist";
import { formatFact, numberedPage, pagesCameAgain, pagesOf } from "./paged-export";

/** Every entry of the whitelist, in the vendor's order. POST /device/whitelist/get */
export const whitelistExport: FileKind<"whitelist.export"> = {
  kind: "whitelist.export",
  makes: "file",
  unit: { one: "entry", many: "entries" },
  fileStem: "whitelist",
  contents: "The whitelist as it is while it is read.",
  columns: ["id", "type", "createdAt"],

  title: (_input, targets) => `Export ${targets} of the whitelist`,
  facts: ({ format }) => [formatFact(format)],

  measure: async (reading) => pagesOf((await listWhitelist(reading, ublox(), { page: 1 })).page),
  page: (reading, _input, cursor) =>
    numberedPage(
      cursor,
      (page) => listWhitelist(reading, ublox(), { page }),
      () => pagesCameAgain("ublox", "POST /device/whitelist/get", reading),
    ),
};
