import { z } from "zod";
import type { FileKind, FilePage } from "@/lib/domain/jobs/kind";
import type { Reading } from "@/lib/vendors/http/permit";
import { VendorError } from "@/lib/vendors/http/vendor-error";
import { ublox } from "@/lib/vendors/ublox/client";
import { listDeviceCertificates } from "@/lib/vendors/ublox/device-certificates";
import { listAllRootCas, listRootCaDevices } from "@/lib/vendors/ublox/root-cas";
import { formatFact, numberedPage, pagesCameAgain, pagesOf } from "./paged-export";

const call = "POST /ztp/rootca/device/get";

/** The root CAs whose lists are still to be read, and the place in that of the first; null at its beginning. */
const listsCursor = z.object({ caNames: z.array(z.string()).min(1), within: z.unknown() });

/** The certificates that root CAs, or one of them, have given to devices. POST /ztp/rootca/device/get for each CA */
export const deviceCertificatesExport: FileKind<"deviceCertificates.export"> = {
  kind: "deviceCertificates.export",
  makes: "file",
  unit: { one: "device certificate", many: "device certificates" },
  fileStem: "device-certificates",
  contents: "The root CAs' lists as they are while they are read.",
  columns: [
    "caName",
    "serialNumber",
    "rotPublicUid",
    "deviceSerialNumber",
    "validityDays",
    "expiresAt",
    "state",
  ],

  title: ({ caName }, targets) => `Export ${targets}${caName === undefined ? "" : ` of ${caName}`}`,
  facts: ({ format }) => [formatFact(format)],

  async measure(reading, input) {
    const sizes = await Promise.all(
      (await namesFor(reading, input)).map(async (caName) =>
        pagesOf((await listRootCaDevices(reading, ublox(), { caName, page: 1 })).page),
      ),
    );
    return {
      rows: sizes.reduce((sum, { rows }) => sum + rows, 0),
      pages: sizes.reduce((sum, { pages }) => sum + pages, 0),
    };
  },

  async page(reading, input, cursor) {
    const { caNames, within } =
      cursor === null ? { caNames: await namesFor(reading, input), within: null } : listsCursor.parse(cursor);
    const [caName, ...others] = caNames;
    if (caName === undefined) return { items: [], next: null };
    const { items, next } = await numberedPage(
      within,
      (page) => wholePage(reading, { caName, page }),
      () => pagesCameAgain("ublox", call, reading),
    );
    return { items, next: following(caName, others, next) };
  },
};

const namesFor = async (reading: Reading, { caName }: { caName?: string | undefined }) =>
  caName === undefined ? (await listAllRootCas(reading, ublox())).map((ca) => ca.caName) : [caName];

function following(caName: string, others: readonly string[], next: unknown): FilePage["next"] {
  if (next !== null) return { caNames: [caName, ...others], within: next };
  return others.length === 0 ? null : { caNames: others, within: null };
}

/** A page without its details is no page of a file: unlike the list on screen, it is read again later. */
async function wholePage(reading: Reading, asked: { caName: string; page: number }) {
  const { items, page, details } = await listDeviceCertificates(reading, ublox(), asked);
  if (details === "complete") return { items: items.map((item) => ({ ...item })), page };
  throw new VendorError({
    kind: "unavailable",
    vendor: "ublox",
    call: "POST /device/info/get",
    requestId: reading.requestId,
    mayHaveActed: false,
    detail: "it did not tell what is known of the devices",
  });
}
