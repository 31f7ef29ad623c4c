import { z } from "zod";
import type { Device, DeviceSummary } from "@/lib/contract/devices";
import type { PageInfo } from "@/lib/contract/paging";
import { decoded } from "../http/decoded";
import type { Reading } from "../http/permit";
import { jsonBody } from "../http/request-body";
import { VendorError } from "../http/vendor-error";
import type { UbloxClient } from "./client";
import { deviceOf } from "./device-info";
import { readFailure } from "./failures";
import { answeredUid, uidOf } from "./identifiers";
import { type Page, pageAnswer } from "./pages";
import { askInPortions, type Selector, selectorBody } from "./selectors";

/** What device/info/get may be asked about; asked for nothing in particular it answers all of it. */
export type InfoOption = "CORE" | "PROVISIONING" | "ZTP";

export type DeviceSelector = Exclude<Selector, { deviceProfileUid: string }>;

const infoAnswer = z.object({ DeviceInfo: z.array(decoded(deviceOf)) });

/** One page of the UIDs of all devices, the whitelisted or the blacklisted ones. POST /device/list/get */
export async function listUids(
  reading: Reading,
  ublox: UbloxClient,
  { filter = "ALL", page }: { filter?: "ALL" | "WHITELISTED" | "BLACKLISTED"; page: number },
): Promise<Page<string>> {
  return await ublox.read(reading, {
    method: "POST",
    path: "/device/list/get",
    body: jsonBody({ Filter: filter, PageNumber: page }),
    answer: pageAnswer("ROTPublicUIDs", answeredUid, page),
  });
}

/** One page of the UIDs that belong to a device profile or carry a tag. POST /device/rotpublicuid/get */
export async function listUidsOf(
  reading: Reading,
  ublox: UbloxClient,
  { of, page }: { of: { deviceProfileUid: string } | { tag: string }; page: number },
): Promise<Page<string>> {
  const selector = "tag" in of ? { TagNames: [of.tag] } : { DeviceProfileUID: of.deviceProfileUid };
  return await ublox.read(reading, {
    method: "POST",
    path: "/device/rotpublicuid/get",
    body: jsonBody({ ...selector, PageNumber: page }),
    answer: pageAnswer("ROTPublicUIDs", answeredUid, page),
  });
}

/**
 * What the vendor knows about some devices; devices it does not know are left out. More than 100 UIDs are asked for in
 * several calls. By tag the answer is not limited: ask only for what is needed. POST /device/info/get
 */
export async function readDeviceInfo(
  reading: Reading,
  ublox: UbloxClient,
  selector: DeviceSelector,
  options: readonly InfoOption[] = ["CORE", "PROVISIONING", "ZTP"],
): Promise<Device[]> {
  return await askInPortions(selector, async (portion) => {
    const { DeviceInfo } = await ublox.read(reading, {
      method: "POST",
      path: "/device/info/get",
      body: jsonBody({ ...selectorBody(portion), Options: options }),
      answer: infoAnswer,
    });
    return DeviceInfo;
  });
}

export interface DeviceListQuery {
  page: number;
  /** At most one of these three. */
  filter?: "ALL" | "WHITELISTED" | "BLACKLISTED";
  deviceProfileUid?: string;
  tag?: string;
}

export interface DeviceList {
  items: DeviceSummary[];
  page: PageInfo;
  details: "complete" | "unavailable";
}

function summaryOf(device: Device): DeviceSummary {
  const { rotPublicUid, state, blacklisted, identity, tagNames, certificate, pendingSettings } = device;
  return { rotPublicUid, state, blacklisted, identity, tagNames, certificate, pendingSettings };
}

function unknownDevice(rotPublicUid: string): DeviceSummary {
  return {
    rotPublicUid,
    state: null,
    blacklisted: null,
    identity: null,
    tagNames: [],
    certificate: null,
    pendingSettings: null,
  };
}

/**
 * One page of devices with their details: a list call and an info call for the UIDs on it. The list stands without
 * details when the vendor fails to give them.
 */
export async function listDevices(
  reading: Reading,
  ublox: UbloxClient,
  { page: number, filter, deviceProfileUid, tag }: DeviceListQuery,
): Promise<DeviceList> {
  const of = tag !== undefined ? { tag } : deviceProfileUid !== undefined ? { deviceProfileUid } : undefined;
  const { items: uids, page } =
    of === undefined
      ? await listUids(reading, ublox, { filter, page: number })
      : await listUidsOf(reading, ublox, { of, page: number });
  try {
    const devices = await readDeviceInfo(reading, ublox, { rotPublicUids: uids });
    const byUid = new Map(devices.map((device) => [device.rotPublicUid, summaryOf(device)]));
    return { items: uids.map((uid) => byUid.get(uid) ?? unknownDevice(uid)), page, details: "complete" };
  } catch (error) {
    if (!(error instanceof VendorError) || error.kind === "aborted") throw error;
    return { items: uids.map(unknownDevice), page, details: "unavailable" };
  }
}

/**
 * One device in full. Throws VendorError `not_found` when the vendor does not know it, and `refused` when several
 * devices carry the serial number: it should be unique, but nothing enforces that.
 */
export async function getDevice(
  reading: Reading,
  ublox: UbloxClient,
  { deviceId, by }: { deviceId: string; by: "rotPublicUid" | "deviceSerialNumber" },
): Promise<Device> {
  const failure = (kind: "not_found" | "refused", detail: string) =>
    readFailure(reading, kind, "POST /device/info/get", detail);
  if (by === "rotPublicUid") {
    const uid = uidOf(deviceId);
    if (uid === undefined) throw failure("not_found", "a RoT UID has 16 hexadecimal digits");
    const devices = await readDeviceInfo(reading, ublox, { rotPublicUids: [uid] });
    const device = devices.find(({ rotPublicUid }) => rotPublicUid === uid);
    if (device === undefined) throw failure("not_found", "no information about this RoT UID");
    return device;
  }
  const [device, ...others] = await readDeviceInfo(reading, ublox, { deviceSerialNumbers: [deviceId] });
  if (device === undefined) throw failure("not_found", "no device with this serial number");
  if (others.length > 0) {
    const uids = [device, ...others].map(({ rotPublicUid }) => rotPublicUid);
    throw failure("refused", `${uids.length} devices carry this serial number: ${uids.join(", ")}`);
  }
  return device;
}
