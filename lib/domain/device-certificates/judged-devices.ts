import "server-only";
import type { Device } from "@/lib/contract/devices";
import type { Reading } from "@/lib/vendors/http/permit";
import type { UbloxClient } from "@/lib/vendors/ublox/client";
import { readDeviceInfo } from "@/lib/vendors/ublox/devices";
import type { ActRow } from "./acts";
import { isRunningRekey } from "./pending";
import type { JudgedDevice } from "./row-rules";
import { momentOfLooking, settleActs } from "./settle";

/**
 * What the vendor's rules depend on, for each device that u-blox knows: read from the devices' own information, by which
 * acts that have come through meanwhile are ended first. @throws VendorError
 */
export async function readJudged(
  reading: Reading,
  ublox: UbloxClient,
  rotPublicUids: readonly string[],
): Promise<Map<string, JudgedDevice>> {
  const lookedAt = await momentOfLooking();
  const devices = await readDeviceInfo(reading, ublox, { rotPublicUids }, ["PROVISIONING", "ZTP"]);
  const open = await settleActs(devices, lookedAt);
  return new Map(
    devices.map((device) => [device.rotPublicUid, judged(device, open.get(device.rotPublicUid) ?? [])]),
  );
}

function judged({ rotPublicUid, certificate, desired }: Device, open: readonly ActRow[]): JudgedDevice {
  const running = open.find(isRunningRekey);
  return {
    rotPublicUid,
    certificate,
    desired,
    rekey: running === undefined ? null : { heartbeatsSeen: running.heartbeatsSeen },
  };
}
