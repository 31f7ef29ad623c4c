import type { RowsKind } from "@/lib/domain/jobs/kind";
import type { Reading } from "@/lib/vendors/http/permit";
import { ublox } from "@/lib/vendors/ublox/client";
import { readDeviceInfo } from "@/lib/vendors/ublox/devices";
import { readProvisioning } from "@/lib/vendors/ublox/provisioning";
import { collectDevices } from "./device-targets";
import { readIdFile } from "./id-file";

type Kinds = "provisioning.set" | "provisioning.delete";
type OwnOfEach =
  | "kind"
  | "action"
  | "title"
  | "facts"
  | "consequence"
  | "does"
  | "subject"
  | "judge"
  | "send"
  | "lookUp";

/** What jobs that set and jobs that delete provisioning have in common. */
export const provisioningRows: Omit<RowsKind<Kinds>, OwnOfEach> = {
  makes: "rows",
  /** As many as the vendor tells about in one call, so that what was lost is looked up by one call too. */
  rowsPerCall: 100,
  callsAtOnce: 2,
  /** Devices take it over at their next heartbeat. */
  finishes: "later",
  unit: () => ({ one: "device", many: "devices" }),
  collect: (reading, { targets }) => collectDevices(reading, targets),
  readFile: (file) => readIdFile(file, { imeis: false }),
  ifLost: "look",
  // Nothing tells which of several devices were refused.
  splits: true,
};

export const unknownDevice = "u-blox knows no device with this RoT UID.";

type Target = { target: string };
const uidsOf = (rows: readonly Target[]) => ({ rotPublicUids: rows.map(({ target }) => target) });

/** What is wanted of devices and what is on them, by RoT UID; those that u-blox does not know are absent. @throws VendorError */
export async function readProperties(reading: Reading, rows: readonly Target[]) {
  const devices = await readDeviceInfo(reading, ublox(), uidsOf(rows), ["CORE", "PROVISIONING"]);
  return new Map(devices.map((device) => [device.rotPublicUid, device]));
}

/** What devices are to be given, by RoT UID; those that are to be given nothing are absent. @throws VendorError */
export async function readWanted(reading: Reading, rows: readonly Target[]) {
  const wanted = await readProvisioning(reading, ublox(), { devices: uidsOf(rows) });
  return new Map(wanted.map(({ rotPublicUid, settings }) => [rotPublicUid, settings]));
}
