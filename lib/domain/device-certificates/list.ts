import "server-only";
import type { CertificateInList } from "@/lib/contract/device-certificates";
import type { PageInfo } from "@/lib/contract/paging";
import type { RootCaDevice } from "@/lib/contract/root-cas";
import type { Reading } from "@/lib/vendors/http/permit";
import { processWide } from "@/lib/vendors/http/process-wide";
import { VendorError } from "@/lib/vendors/http/vendor-error";
import type { UbloxClient } from "@/lib/vendors/ublox/client";
import { type ListedDevice, withDeviceInfo } from "@/lib/vendors/ublox/device-certificates";
import type { Page } from "@/lib/vendors/ublox/pages";
import { listAllRootCas, listRootCaDevices } from "@/lib/vendors/ublox/root-cas";
import { CaPages, type Measure } from "./ca-pages";
import { withOurKnowledge } from "./our-knowledge";

/** Certificates on a page: as many as the vendor tells about in one call. */
const pageSize = 100;

export interface CertificatePage {
  items: CertificateInList[];
  page: PageInfo;
  details: "complete" | "unavailable";
}

/**
 * A page of the certificates that all root CAs, or one of them, have given to devices: one CA after the other, in the
 * vendor's order. How long each CA's list is gets remembered for a minute, so that a later page costs no call per CA.
 * @throws VendorError
 */
export async function listCertificates(
  reading: Reading,
  ublox: UbloxClient,
  { page: number, caName }: { page: number; caName?: string | undefined },
): Promise<CertificatePage> {
  const caNames =
    caName === undefined ? (await listAllRootCas(reading, ublox)).map((ca) => ca.caName) : [caName];
  const lists = caNames.map(
    (name) => new CaPages(name, (page) => readPage(reading, ublox, name, page), remembered(ublox, name)),
  );
  await Promise.all(lists.map((list) => list.measure()));
  const rows = await rowsFrom(lists, (number - 1) * pageSize, pageSize);
  const { items, details } = await withDeviceInfo(reading, ublox, rows);
  let total = 0;
  for (const list of lists) total += remember(ublox, list.caName, await list.measure()).count;
  return {
    items: await withOurKnowledge(reading, ublox, items, details),
    page: { number, size: pageSize, total },
    details,
  };
}

/** So many rows from a place in all lists together. What turns out shorter than believed makes room for the next. */
async function rowsFrom(lists: readonly CaPages[], from: number, count: number): Promise<ListedDevice[]> {
  const rows: ListedDevice[] = [];
  let before = 0;
  for (const list of lists) {
    if (rows.length === count) break;
    const start = Math.max(0, from - before);
    for (const device of await list.rows(start, count - rows.length)) {
      rows.push({ ...device, caName: list.caName });
    }
    before += (await list.measure()).count;
  }
  return rows;
}

/** A root CA that was deleted a moment ago has no devices. */
async function readPage(
  reading: Reading,
  ublox: UbloxClient,
  caName: string,
  page: number,
): Promise<Page<RootCaDevice>> {
  try {
    return await listRootCaDevices(reading, ublox, { caName, page });
  } catch (error) {
    if (!(error instanceof VendorError) || error.kind !== "not_found") throw error;
    return { items: [], page: { number: page, size: pageSize, total: 0 } };
  }
}

const rememberedMs = 60_000;

interface Remembered {
  measure: Measure;
  untilMs: number;
}

const measures = processWide(
  "certificateListMeasures",
  () => new WeakMap<UbloxClient, Map<string, Remembered>>(),
);

function remembered(ublox: UbloxClient, caName: string): Measure | undefined {
  const known = measures.get(ublox)?.get(caName);
  return known !== undefined && known.untilMs > performance.now() ? known.measure : undefined;
}

function remember(ublox: UbloxClient, caName: string, measure: Measure): Measure {
  const known = measures.get(ublox) ?? new Map<string, Remembered>();
  measures.set(ublox, known);
  const nowMs = performance.now();
  for (const [name, { untilMs }] of known) if (untilMs <= nowMs) known.delete(name);
  // What was only used is not made younger by it.
  if (known.get(caName)?.measure !== measure) known.set(caName, { measure, untilMs: nowMs + rememberedMs });
  return measure;
}
