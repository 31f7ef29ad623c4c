import { z } from "zod";
import { rotPublicUid, tagName } from "./identifiers";

/** Largest selection one request takes; beyond it the work belongs to a job. */
export const selectedDevicesMax = 1_000;

export const byRotPublicUid = z.strictObject({
  rotPublicUids: z.array(rotPublicUid).min(1, "Choose at least one device.").max(selectedDevicesMax),
});
export const byTag = z.strictObject({
  tagNames: z.array(tagName).min(1, "Choose at least one tag.").max(100),
});

/** Devices by RoT UID, or all that carry one of some tags; the vendor does not say what both together would mean. */
export const deviceSelection = z.union([byRotPublicUid, byTag], {
  error: "Name devices by RoT UID or by tag, one of the two.",
});
export type DeviceSelection = z.output<typeof deviceSelection>;
