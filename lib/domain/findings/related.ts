import "server-only";
import { and, desc, inArray, ne, or } from "drizzle-orm";
import { findings } from "@/drizzle/schema/ublox";
import type { RelatedDevice } from "@/lib/contract/findings";
import { db } from "@/lib/db/connection";
import type { Reading } from "@/lib/vendors/http/permit";
import { VendorError } from "@/lib/vendors/http/vendor-error";
import type { UbloxClient } from "@/lib/vendors/ublox/client";
import { readDeviceInfo } from "@/lib/vendors/ublox/devices";
import { requireFinding } from "./read";

interface Numbers {
  deviceSerialNumber: string | null;
  imei: string | null;
}

/** A hundred devices with one number are a mistake of the production line; that is told by the first of them too. */
const relatedMax = 100;

/**
 * Other devices with the serial number or IMEI of a finding's device: those of our findings, and those that the vendor
 * knows by the serial number. Without the vendor, ours.
 * @throws Refusal `not_found`
 */
export async function relatedDevices(
  reading: Reading,
  ublox: () => UbloxClient,
  findingId: string,
): Promise<{ items: RelatedDevice[]; complete: boolean }> {
  const finding = await requireFinding(findingId);
  const vendor = await askVendor(reading, ublox, finding);
  const numbers: Numbers[] = [finding, ...(vendor?.device ? [vendor.device] : [])];
  const ours = await inFindings(finding.rotPublicUid, numbers);
  const items = [...ours];
  for (const { rotPublicUid, value } of vendor?.sharers ?? []) {
    const isOurs = ours.some(
      (one) =>
        one.rotPublicUid === rotPublicUid && one.shares === "deviceSerialNumber" && one.value === value,
    );
    if (!isOurs) items.push({ rotPublicUid, shares: "deviceSerialNumber", value, findingId: null });
  }
  const newest = await newestFindings(items.filter((item) => item.findingId === null));
  return {
    items: items
      .map((item) => ({ ...item, findingId: item.findingId ?? newest.get(item.rotPublicUid) ?? null }))
      .slice(0, relatedMax),
    complete: vendor !== undefined,
  };
}

/** Undefined when the vendor does not answer. */
async function askVendor(
  reading: Reading,
  client: () => UbloxClient,
  finding: Numbers & { rotPublicUid: string },
) {
  const { rotPublicUid } = finding;
  try {
    const ublox = client();
    const known = await readDeviceInfo(reading, ublox, { rotPublicUids: [rotPublicUid] }, ["CORE"]);
    const device = known.find((one) => one.rotPublicUid === rotPublicUid)?.identity ?? undefined;
    const serials = present([finding.deviceSerialNumber, device?.deviceSerialNumber]);
    const sharing =
      serials.length === 0
        ? []
        : await readDeviceInfo(reading, ublox, { deviceSerialNumbers: serials }, ["CORE"]);
    const sharers = sharing.flatMap((one) => {
      const value = one.identity?.deviceSerialNumber;
      return one.rotPublicUid === rotPublicUid || !value ? [] : [{ rotPublicUid: one.rotPublicUid, value }];
    });
    return { device, sharers };
  } catch (error) {
    if (!(error instanceof VendorError) || error.kind === "aborted") throw error;
    return undefined;
  }
}

async function inFindings(rotPublicUid: string, numbers: readonly Numbers[]): Promise<RelatedDevice[]> {
  const serials = present(numbers.map(({ deviceSerialNumber }) => deviceSerialNumber));
  const imeis = present(numbers.map(({ imei }) => imei));
  if (serials.length + imeis.length === 0) return [];
  const rows = await db()
    .select()
    .from(findings)
    .where(
      and(
        ne(findings.rotPublicUid, rotPublicUid),
        or(
          serials.length > 0 ? inArray(findings.deviceSerialNumber, serials) : undefined,
          imeis.length > 0 ? inArray(findings.imei, imeis) : undefined,
        ),
      ),
    )
    .orderBy(desc(findings.id))
    .limit(relatedMax);
  const shared = rows.flatMap((row): RelatedDevice[] => [
    ...(row.deviceSerialNumber !== null && serials.includes(row.deviceSerialNumber)
      ? [relation(row, "deviceSerialNumber", row.deviceSerialNumber)]
      : []),
    ...(row.imei !== null && imeis.includes(row.imei) ? [relation(row, "imei", row.imei)] : []),
  ]);
  // Of several findings of one device the newest stands for all.
  return [
    ...new Map(
      shared.reverse().map((one) => [`${one.rotPublicUid} ${one.shares} ${one.value}`, one]),
    ).values(),
  ].reverse();
}

function relation(
  { id, rotPublicUid }: { id: string; rotPublicUid: string },
  shares: RelatedDevice["shares"],
  value: string,
): RelatedDevice {
  return { rotPublicUid, shares, value, findingId: id };
}

/** What was found about devices that only the vendor named. */
async function newestFindings(devices: readonly RelatedDevice[]): Promise<Map<string, string>> {
  if (devices.length === 0) return new Map();
  const uids = [...new Set(devices.map(({ rotPublicUid }) => rotPublicUid))];
  const rows = await db()
    .selectDistinctOn([findings.rotPublicUid], { rotPublicUid: findings.rotPublicUid, id: findings.id })
    .from(findings)
    .where(inArray(findings.rotPublicUid, uids))
    .orderBy(findings.rotPublicUid, desc(findings.id));
  return new Map(rows.map(({ rotPublicUid, id }) => [rotPublicUid, id]));
}

function present(values: readonly (string | null | undefined)[]): string[] {
  return [...new Set(values.filter((value): value is string => typeof value === "string" && value !== ""))];
}
