import { z } from "zod";
import type { JobInput } from "@/lib/contract/job-kinds";
import type { FileKind } from "@/lib/domain/jobs/kind";
import { countVouchers, readVouchers } from "@/lib/domain/vouchers/list";
import { formatFact } from "./paged-export";

type Filters = JobInput<"vouchers.export">["filters"];

const vouchersPerPage = 1_000;

const cursor = z.object({ after: z.string() });

/** The vouchers that were asked for here, in that order, without their files. */
export const vouchersExport: FileKind<"vouchers.export"> = {
  kind: "vouchers.export",
  makes: "file",
  unit: { one: "voucher", many: "vouchers" },
  fileStem: "vouchers",
  contents: "The vouchers as they are while they are read, without their files.",
  columns: [
    "voucherId",
    "vendorVoucherId",
    "serialNumber",
    "ssrn",
    "productSku",
    "standing",
    "issuedAt",
    "issuedBy",
    "expiresAt",
    "assertion",
    "certificateSubject",
    "certificateIssuer",
    "certificateNotAfter",
    "certificateSha256",
    "sharedWithCount",
    "fileName",
    "sizeBytes",
    "sha256",
    "revokedAt",
    "revokeReason",
  ],

  title: (_input, targets) => `Export ${targets}`,
  facts: ({ filters, format }) => [...filterFacts(filters), formatFact(format)],

  async measure(_reading, { filters }) {
    const rows = await countVouchers(filters);
    return { rows, pages: Math.max(1, Math.ceil(rows / vouchersPerPage)) };
  },

  async page(_reading, { filters }, from) {
    const after = from === null ? null : cursor.parse(from).after;
    const vouchers = await readVouchers(filters, { after, size: vouchersPerPage });
    const last = vouchers.at(-1);
    return {
      // The standing tells the state as well.
      items: vouchers.map(({ certificate, state: _state, mediaType: _mediaType, ...voucher }) => ({
        ...voucher,
        certificateSubject: certificate.subject,
        certificateIssuer: certificate.issuer,
        certificateNotAfter: certificate.notAfter,
        certificateSha256: certificate.fingerprintSha256,
      })),
      next: last === undefined || vouchers.length < vouchersPerPage ? null : { after: last.voucherId },
    };
  },
};

const labels: Record<keyof Filters, string> = {
  standing: "Status",
  serialNumber: "Serial number",
  ssrn: "SSRN",
  endsWithinDays: "Ends within days",
  search: "Search",
};

function filterFacts({ standing, serialNumber, ssrn, endsWithinDays, search }: Filters) {
  return Object.entries({ standing, serialNumber, ssrn, endsWithinDays, search }).flatMap(([name, value]) =>
    value === undefined || value === ""
      ? []
      : [{ label: labels[name as keyof Filters], value: String(value) }],
  );
}
