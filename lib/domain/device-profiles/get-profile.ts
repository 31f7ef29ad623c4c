import type { DeviceProfile } from "@/lib/contract/device-profiles";
import type { Reading } from "@/lib/vendors/http/permit";
import type { UbloxClient } from "@/lib/vendors/ublox/client";
import { listDeviceProfiles } from "@/lib/vendors/ublox/device-profiles";
import { readFailure, repeatedPage } from "@/lib/vendors/ublox/failures";
import { walkPages } from "@/lib/vendors/ublox/pages";

const call = "POST /deviceprofile/get";

/**
 * One device profile by its UID, which is case-sensitive. The vendor finds profiles by name or tag only, so its list is
 * walked until the UID comes: an account has a few dozen. Throws VendorError `not_found`, and `bad_answer` when a page
 * comes again.
 */
export async function getDeviceProfile(
  reading: Reading,
  ublox: UbloxClient,
  { deviceProfileUid }: { deviceProfileUid: string },
): Promise<DeviceProfile> {
  const stuck = repeatedPage(reading, call);
  for await (const profile of walkPages((page) => listDeviceProfiles(reading, ublox, { page }), stuck)) {
    if (profile.deviceProfileUid === deviceProfileUid) return profile;
  }
  throw readFailure(reading, "not_found", call, "no device profile with this UID");
}
