import type { DeviceQuestion, DeviceSummary } from "@/lib/contract/devices";
import type { FileKind } from "@/lib/domain/jobs/kind";
import type { Reading } from "@/lib/vendors/http/permit";
import { ublox } from "@/lib/vendors/ublox/client";
import { listUids, listUidsOf, readDeviceInfo } from "@/lib/vendors/ublox/devices";
import { formatFact, numberedPage, pagesCameAgain, pagesOf } from "./paged-export";

/**
 * The devices that a question to the device list finds, with what is known of each. POST /device/list/get or
 * /device/rotpublicuid/get, and /device/info/get for the details of each page.
 */
export const devicesExport: FileKind<"devices.export"> = {
  kind: "devices.export",
  makes: "file",
  unit: { one: "device", many: "devices" },
  fileStem: "devices",
  contents: "The device list as it is while it is read.",
  columns: [
    "rotPublicUid",
    "state",
    "blacklisted",
    "deviceSerialNumber",
    "imei",
    "typeNumber",
    "rotVersion",
    "moduleSerialNumber",
    "moduleVersion",
    "deviceProfileUid",
    "tagNames",
    "certificateAuthority",
    "certificateSerialNumber",
    "certificateValidityDays",
    "certificateExpiresAt",
    "pendingSettings",
  ],

  title: ({ question }, targets) => `Export ${targets}${questionWords(question)}`,
  facts: ({ format }) => [formatFact(format)],

  measure: async (reading, { question }) => pagesOf((await uidsOn(reading, question, 1)).page),
  page: (reading, { question }, cursor) =>
    numberedPage(
      cursor,
      async (number) => {
        const { items: uids, page } = await uidsOn(reading, question, number);
        return { items: await recordsOf(reading, uids), page };
      },
      () => pagesCameAgain("ublox", callOf(question), reading),
    ),
};

function uidsOn(reading: Reading, { filter, deviceProfileUid, tag }: DeviceQuestion, page: number) {
  if (tag !== undefined) return listUidsOf(reading, ublox(), { of: { tag }, page });
  if (deviceProfileUid !== undefined) return listUidsOf(reading, ublox(), { of: { deviceProfileUid }, page });
  return listUids(reading, ublox(), { filter, page });
}

function callOf({ deviceProfileUid, tag }: DeviceQuestion): string {
  const named = tag !== undefined || deviceProfileUid !== undefined;
  return named ? "POST /device/rotpublicuid/get" : "POST /device/list/get";
}

/** A page without its details is no page of a file: unlike the list on screen, it is read again later. */
async function recordsOf(reading: Reading, rotPublicUids: readonly string[]) {
  const devices = await readDeviceInfo(reading, ublox(), { rotPublicUids });
  const known = new Map(devices.map((device) => [device.rotPublicUid, device]));
  return rotPublicUids.map((rotPublicUid) => recordOf(rotPublicUid, known.get(rotPublicUid)));
}

/** One flat record; a device that the vendor lists and knows nothing of has its RoT UID alone. */
function recordOf(rotPublicUid: string, device: DeviceSummary | undefined) {
  const { identity, certificate } = device ?? {};
  return {
    rotPublicUid,
    state: device?.state ?? null,
    blacklisted: device?.blacklisted ?? null,
    deviceSerialNumber: identity?.deviceSerialNumber ?? null,
    imei: identity?.imei ?? null,
    typeNumber: identity?.typeNumber ?? null,
    rotVersion: identity?.rotVersion ?? null,
    moduleSerialNumber: identity?.moduleSerialNumber ?? null,
    moduleVersion: identity?.moduleVersion ?? null,
    deviceProfileUid: identity?.deviceProfileUid ?? null,
    tagNames: device?.tagNames ?? [],
    certificateAuthority: certificate?.caName ?? null,
    certificateSerialNumber: certificate?.serialNumber ?? null,
    certificateValidityDays: certificate?.validityDays ?? null,
    certificateExpiresAt: certificate?.expiresAt ?? null,
    pendingSettings: device?.pendingSettings ?? null,
  };
}

function questionWords({ filter, deviceProfileUid, tag }: DeviceQuestion): string {
  if (tag !== undefined) return ` with the tag “${tag}”`;
  if (deviceProfileUid !== undefined) return ` of the device profile ${deviceProfileUid}`;
  if (filter === "WHITELISTED") return " that are whitelisted";
  return filter === "BLACKLISTED" ? " that are blacklisted" : "";
}
