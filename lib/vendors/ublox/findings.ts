import type { ClonedDevice, SuspiciousDevice } from "@/lib/contract/findings";
import { decoded } from "../http/decoded";
import { Fields } from "../http/fields";
import type { Reading } from "../http/permit";
import { rawOf } from "../http/raw";
import { jsonBody } from "../http/request-body";
import type { UbloxClient } from "./client";
import { periodBody } from "./dates";
import { uidOf } from "./identifiers";
import { type Page, pageAnswer } from "./pages";
import { type NamedDevices, selectorBody } from "./selectors";

/** Devices by RoT UID or tag, or those of a device profile ("UNATTRIBUTED DEVICE PROFILE": those without one). */
export type CheckedDevices = NamedDevices | { deviceProfileUid: string };

function identified(item: unknown) {
  const fields = Fields.of(item);
  const rotPublicUid = uidOf(item) ?? uidOf(fields?.get("ROTPublicUID"));
  return rotPublicUid === undefined ? undefined : { rotPublicUid, fields };
}

/** The document does not show the items; only the UID is indispensable. */
const answeredClone = decoded((item): ClonedDevice | undefined => {
  const found = identified(item);
  if (found === undefined) return undefined;
  const { rotPublicUid, fields } = found;
  return {
    rotPublicUid,
    deviceProfileUid: fields?.text("DeviceProfileUID") ?? null,
    imei: fields?.text("IMEI") ?? null,
    at: fields?.instant("Timestamp", "CreatedDate", "Date") ?? null,
    raw: rawOf(item),
  };
});

/** One page of the devices among those asked for that were found to be cloned since an instant. POST /device/clone/get */
export async function listClonedDevices(
  reading: Reading,
  ublox: UbloxClient,
  { devices, from, to, page }: { devices: CheckedDevices; from: string; to?: string; page: number },
): Promise<Page<ClonedDevice>> {
  return await ublox.read(reading, {
    method: "POST",
    path: "/device/clone/get",
    body: jsonBody({ ...periodBody({ from, to }), ...selectorBody(devices), PageNumber: page }),
    answer: pageAnswer("ClonedEvents", answeredClone, page),
  });
}

/** The document names the four reasons, but not the member they stand in. */
function reasonsIn(fields: Fields | undefined): string[] {
  const reasons = fields?.texts(["Reasons", "Reason"], "Reason", "Name") ?? [];
  const only = reasons.length === 0 ? (fields?.text("Reason", "Reasons") ?? "") : "";
  return [...reasons, ...only.split(/[\s,;]+/)].filter((reason) => reason !== "");
}

/** The document does not show the items; only the UID is indispensable. */
const answeredSuspect = decoded((item): SuspiciousDevice | undefined => {
  const found = identified(item);
  if (found === undefined) return undefined;
  const { rotPublicUid, fields } = found;
  return {
    rotPublicUid,
    deviceProfileUid: fields?.text("DeviceProfileUID") ?? null,
    deviceSerialNumber: fields?.text("DeviceSerialNumber") ?? null,
    reasons: reasonsIn(fields),
    at: fields?.instant("Timestamp", "CreatedDate", "Date") ?? null,
    raw: rawOf(item),
  };
});

/** One page of the suspicious devices among those asked for, at any time. POST /device/suspicious/get */
export async function listSuspiciousDevices(
  reading: Reading,
  ublox: UbloxClient,
  { devices, page }: { devices: CheckedDevices; page: number },
): Promise<Page<SuspiciousDevice>> {
  return await ublox.read(reading, {
    method: "POST",
    path: "/device/suspicious/get",
    body: jsonBody({ ...selectorBody(devices), PageNumber: page }),
    answer: pageAnswer("SuspiciousDevices", answeredSuspect, page),
  });
}
