import type { DeviceProfile } from "@/lib/contract/device-profiles";
import { decoded } from "../http/decoded";
import { Fields } from "../http/fields";
import type { Reading } from "../http/permit";
import { jsonBody } from "../http/request-body";
import type { UbloxClient } from "./client";
import { type Page, pageAnswer } from "./pages";

/** The document does not show the items; only the UID is indispensable. */
const answeredProfile = decoded((item): DeviceProfile | undefined => {
  const fields = Fields.of(item);
  const deviceProfileUid = fields?.text("DeviceProfileUID");
  if (fields === undefined || !deviceProfileUid) return undefined;
  return {
    deviceProfileUid,
    profileName: fields.text("ProfileName", "Name"),
    tagNames: fields.texts(["TagNames", "Tags"], "TagName"),
    ignoresWhitelist: fields.flag("IgnoreWhitelist"),
    createdAt: fields.instant("CreatedDate", "CreatedAt"),
  };
});

/**
 * One page of device profiles: all, those with a tag, or the one with this exact, case-sensitive name. The vendor
 * refuses tag and name together. POST /deviceprofile/get
 */
export async function listDeviceProfiles(
  reading: Reading,
  ublox: UbloxClient,
  { page, tag, profileName }: { page: number; tag?: string; profileName?: string },
): Promise<Page<DeviceProfile>> {
  return await ublox.read(reading, {
    method: "POST",
    path: "/deviceprofile/get",
    body: jsonBody({
      ...(tag !== undefined && { TagNames: [tag] }),
      ...(profileName !== undefined && { ProfileName: profileName }),
      PageNumber: page,
    }),
    answer: pageAnswer("DeviceProfiles", answeredProfile, page),
  });
}
