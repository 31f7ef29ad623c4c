import { z } from "zod";
import type { DeviceProvisioning, ProvisioningSettings } from "@/lib/contract/provisioning";
import { decoded } from "../http/decoded";
import { Fields } from "../http/fields";
import type { Permit, Reading } from "../http/permit";
import { jsonBody } from "../http/request-body";
import type { UbloxClient } from "./client";
import { anySuccess, type Done } from "./done";
import { uidOf } from "./identifiers";
import { provisionedIn, provisioningBody } from "./provisioning-settings";
import { askInPortions, type NamedDevices, selectorBody } from "./selectors";

/** The document shows a bare list and not its items; only the UID is indispensable. */
const answeredProvisioning = decoded((item): DeviceProvisioning | undefined => {
  const fields = Fields.of(item);
  const rotPublicUid = uidOf(fields?.get("ROTPublicUID"));
  if (fields === undefined || rotPublicUid === undefined) return undefined;
  return { rotPublicUid, ...provisionedIn(fields) };
});
const provisioningAnswer = z.array(answeredProvisioning);

/**
 * What bootstrapped devices are to be given at their next heartbeat; devices without such settings are left out. Not
 * paged: more than 100 UIDs are asked for in several calls. POST /device/provisioning/get
 */
export async function readProvisioning(
  reading: Reading,
  ublox: UbloxClient,
  { devices }: { devices: NamedDevices },
): Promise<DeviceProvisioning[]> {
  return await askInPortions(
    devices,
    async (portion) =>
      await ublox.read(reading, {
        method: "POST",
        path: "/device/provisioning/get",
        body: jsonBody(selectorBody(portion)),
        answer: provisioningAnswer,
      }),
  );
}

/**
 * POST /device/provisioning/set, for devices that have bootstrapped. Applied at each device's next heartbeat; nothing
 * tells which of several devices were refused, so read again.
 */
export async function setProvisioning(
  permit: Permit,
  ublox: UbloxClient,
  { devices, settings }: { devices: NamedDevices; settings: ProvisioningSettings },
): Promise<Done> {
  return await ublox.write(permit, {
    method: "POST",
    path: "/device/provisioning/set",
    body: jsonBody({ ...selectorBody(devices), Provisioning: provisioningBody(settings) }),
    answer: anySuccess,
  });
}

/**
 * POST /device/provisioning/delete: what was to be applied is not, and the heartbeat goes back to the vendor's default.
 * Devices that were in contact before keep what they were given.
 */
export async function deleteProvisioning(
  permit: Permit,
  ublox: UbloxClient,
  { devices }: { devices: NamedDevices },
): Promise<Done> {
  return await ublox.write(permit, {
    method: "POST",
    path: "/device/provisioning/delete",
    body: jsonBody(selectorBody(devices)),
    answer: anySuccess,
  });
}
