import "server-only";
import type { Permission } from "@/lib/access/permissions";
import type { Device } from "@/lib/contract/devices";
import type { SearchReading } from "@/lib/contract/search";
import type { Reading } from "@/lib/vendors/http/permit";
import type { JuniperClient } from "@/lib/vendors/juniper/client";
import { getBatch } from "@/lib/vendors/sectigo/batches";
import type { SectigoClient } from "@/lib/vendors/sectigo/client";
import type { UbloxClient } from "@/lib/vendors/ublox/client";
import { listDeviceProfiles } from "@/lib/vendors/ublox/device-profiles";
import { getDevice, readDeviceInfo } from "@/lib/vendors/ublox/devices";
import { sameCertificateSerial } from "@/lib/vendors/ublox/identifiers";
import { listAllRootCas, listRootCaDevices } from "@/lib/vendors/ublox/root-cas";
import { listAllTags } from "@/lib/vendors/ublox/tags";
import { byJuniperSerialNumber, byLicenseId, bySsrn, byVoucherId, validateInstead } from "./look-ups-juniper";

export interface Vendors {
  ublox: () => UbloxClient;
  sectigo: () => SectigoClient;
  juniper: () => JuniperClient;
}

type Kind = SearchReading["kind"];
type Found = SearchReading["found"][number];
/** Nothing at all where the text cannot be of this kind here; `words` where more can be said than was taken. */
type LookUp = (
  reading: Reading,
  vendors: Vendors,
  value: string,
) => Promise<{ found: Found[]; problem?: string; words?: string } | undefined>;

/** What somebody has to be allowed to see for a text to be taken for it. */
export const needs: Record<Kind, Permission> = {
  rotPublicUid: "devices:read",
  deviceSerialNumber: "devices:read",
  imei: "devices:read",
  certificateSerialNumber: "device-certificates:read",
  batch: "batches:read",
  tag: "tags:read",
  rootCa: "root-cas:read",
  deviceProfile: "devices:read",
  ssrn: "licenses:read",
  juniperSerialNumber: "licenses:read",
  license: "licenses:read",
  voucher: "licenses:read",
  activationCode: "licenses:read",
};

/** As many things with a similar name as are worth showing. */
const similarMax = 5;
/** Pages of certificates that are looked through: the vendor cannot be asked for a serial number. */
const certificatePagesMax = 30;

/** How each kind is looked up, in few calls. */
export const lookUps: Record<Kind, LookUp> = {
  async rotPublicUid(reading, { ublox }, value) {
    return {
      found: [foundDevice(await getDevice(reading, ublox(), { deviceId: value, by: "rotPublicUid" }))],
    };
  },
  deviceSerialNumber: bySerialNumber,
  // The vendor finds devices by their serial number only; that is usually the IMEI.
  imei: bySerialNumber,
  async certificateSerialNumber(reading, { ublox }, value) {
    let pages = 0;
    for (const { caName } of await listAllRootCas(reading, ublox())) {
      for (let number = 1; ; number++) {
        if (++pages > certificatePagesMax) return { found: [], problem: tooManyCertificates };
        const { items, page } = await listRootCaDevices(reading, ublox(), { caName, page: number });
        const match = items.find(
          ({ serialNumber }) => serialNumber !== null && sameCertificateSerial(serialNumber, value),
        );
        if (match !== undefined) return { found: [foundCertificate(match.rotPublicUid, caName, value)] };
        if (items.length === 0 || number * page.size >= page.total) break;
      }
    }
    return { found: [] };
  },
  async batch(reading, { sectigo }, value) {
    const { batchId, batchName } = await getBatch(reading, sectigo(), { batchId: Number(value) });
    return {
      found: [
        { title: `Batch ${batchId}`, words: batchName ?? "without a name", href: `/batches/${batchId}` },
      ],
    };
  },
  async tag(reading, { ublox }, value) {
    const all = await listAllTags(reading, ublox());
    return {
      found: similar(all, value, ({ tagName }) => tagName).map(({ tagName }) => ({
        title: tagName,
        words: "Tag: its devices",
        href: `/devices?tag=${encodeURIComponent(tagName)}`,
      })),
    };
  },
  async rootCa(reading, { ublox }, value) {
    const all = await listAllRootCas(reading, ublox());
    return {
      found: similar(all, value, ({ caName }) => caName).map(({ caName }) => ({
        title: caName,
        words: "Root CA",
        href: `/root-cas/${encodeURIComponent(caName)}`,
      })),
    };
  },
  async deviceProfile(reading, { ublox }, value) {
    const { items } = await listDeviceProfiles(reading, ublox(), { page: 1, profileName: value });
    return {
      found: items.map(({ deviceProfileUid, profileName }) => ({
        title: profileName ?? deviceProfileUid,
        words: "Device profile",
        href: `/device-profiles/${encodeURIComponent(deviceProfileUid)}`,
      })),
    };
  },
  ssrn: bySsrn,
  juniperSerialNumber: byJuniperSerialNumber,
  license: (_, __, value) => byLicenseId(value),
  voucher: (_, __, value) => byVoucherId(value),
  activationCode: async () => validateInstead(),
};

const tooManyCertificates =
  "u-blox cannot be asked for a certificate's serial number, and there are too many certificates to look through all of them. Choose the root CA on the page of device certificates.";

/** Several devices may carry one serial number, which they should not: all of them are found. */
async function bySerialNumber(reading: Reading, { ublox }: Vendors, value: string) {
  const devices = await readDeviceInfo(reading, ublox(), { deviceSerialNumbers: [value] });
  return { found: devices.map(foundDevice) };
}

function foundDevice({ rotPublicUid, state, identity, blacklisted }: Device): Found {
  const words = [
    "Device",
    identity?.deviceSerialNumber && `serial ${identity.deviceSerialNumber}`,
    identity?.imei && identity.imei !== identity.deviceSerialNumber && `IMEI ${identity.imei}`,
    state,
    blacklisted === true && "blacklisted",
  ].filter((word) => typeof word === "string" && word !== "");
  return { title: rotPublicUid, words: words.join(", "), href: `/devices/${rotPublicUid}` };
}

function foundCertificate(rotPublicUid: string, caName: string, serialNumber: string): Found {
  return {
    title: serialNumber,
    words: `Certificate of ${caName} on device ${rotPublicUid}`,
    href: `/devices/${rotPublicUid}/certificate`,
  };
}

/** The thing of this name, whatever its letters' case, then those whose names begin with it. */
function similar<Item>(items: readonly Item[], wanted: string, nameOf: (item: Item) => string): Item[] {
  const key = wanted.toLowerCase();
  const beginning = items.filter((item) => nameOf(item).toLowerCase().startsWith(key));
  return beginning.sort((left, right) => nameOf(left).length - nameOf(right).length).slice(0, similarMax);
}
