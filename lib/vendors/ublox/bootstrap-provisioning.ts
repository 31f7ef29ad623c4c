import type { BootstrapProvisioning, ProvisioningSettings } from "@/lib/contract/provisioning";
import { decoded } from "../http/decoded";
import { Fields } from "../http/fields";
import type { Permit, Reading } from "../http/permit";
import { jsonBody } from "../http/request-body";
import type { UbloxClient } from "./client";
import { anySuccess, type Done } from "./done";
import { provisionedIn, provisioningBody } from "./provisioning-settings";

interface OfProfile {
  /** 22 characters as a rule, case-sensitive; the document admits any text. */
  deviceProfileUid: string;
}

/** What the devices of a profile are given when they bootstrap. POST /deviceprofile/bootstrapprovisioning/get */
export async function readBootstrapProvisioning(
  reading: Reading,
  ublox: UbloxClient,
  { deviceProfileUid }: OfProfile,
): Promise<BootstrapProvisioning> {
  return await ublox.read(reading, {
    method: "POST",
    path: "/deviceprofile/bootstrapprovisioning/get",
    body: jsonBody({ DeviceProfileUID: deviceProfileUid }),
    answer: decoded((answered): BootstrapProvisioning | undefined => {
      const fields = Fields.of(answered);
      return fields && { deviceProfileUid, ...provisionedIn(fields) };
    }),
  });
}

/** POST /deviceprofile/bootstrapprovisioning/set. Devices of the profile that have bootstrapped are not touched. */
export async function setBootstrapProvisioning(
  permit: Permit,
  ublox: UbloxClient,
  { deviceProfileUid, settings }: OfProfile & { settings: ProvisioningSettings },
): Promise<Done> {
  return await ublox.write(permit, {
    method: "POST",
    path: "/deviceprofile/bootstrapprovisioning/set",
    body: jsonBody({ DeviceProfileUID: deviceProfileUid, Provisioning: provisioningBody(settings) }),
    answer: anySuccess,
  });
}

/**
 * POST /deviceprofile/bootstrapprovisioning/delete: as if nothing had ever been set. Devices of the profile that have
 * bootstrapped are not touched.
 */
export async function deleteBootstrapProvisioning(
  permit: Permit,
  ublox: UbloxClient,
  { deviceProfileUid }: OfProfile,
): Promise<Done> {
  return await ublox.write(permit, {
    method: "POST",
    path: "/deviceprofile/bootstrapprovisioning/delete",
    body: jsonBody({ DeviceProfileUID: deviceProfileUid }),
    answer: anySuccess,
  });
}
