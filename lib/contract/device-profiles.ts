import { z } from "zod";
import { deviceProfileUid, instant } from "./identifiers";
import { done, read, write } from "./operation";
import { pageOf, pageQuery } from "./paging";
import { bootstrapProvisioning, settingNames, wantedSettings } from "./provisioning";

export const deviceProfile = z.object({
  deviceProfileUid,
  profileName: z.string().nullable(),
  tagNames: z.array(z.string()),
  ignoresWhitelist: z.boolean().nullable(),
  createdAt: instant.nullable(),
});
export type DeviceProfile = z.output<typeof deviceProfile>;

const profileParams = z.object({ deviceProfileUid });
const subject = ({ params }: { params: z.output<typeof profileParams> }) => ({
  type: "deviceProfile",
  id: params.deviceProfileUid,
});

export const deviceProfiles = {
  list: read({
    operationId: "deviceProfiles.list",
    method: "GET",
    path: "/device-profiles",
    summary: "List device profiles",
    description: "All of them, those with one tag, or the one with this exact, case-sensitive name.",
    permission: "devices:read",
    query: pageQuery
      .extend({ tag: z.string().min(1).max(255).optional(), profileName: z.string().min(1).optional() })
      .refine((query) => !(query.tag !== undefined && query.profileName !== undefined), {
        error: "Search by tag or by name, not by both: the vendor refuses the combination.",
        path: ["profileName"],
      }),
    response: pageOf(deviceProfile),
    keepLast: true,
  }),
  get: read({
    operationId: "deviceProfiles.get",
    method: "GET",
    path: "/device-profiles/{deviceProfileUid}",
    summary: "Read one device profile",
    description: "The vendor finds profiles by name or tag only, so its list is walked until the UID comes.",
    permission: "devices:read",
    params: profileParams,
    response: deviceProfile,
    keepLast: true,
  }),
  getBootstrap: read({
    operationId: "deviceProfiles.getBootstrap",
    method: "GET",
    path: "/device-profiles/{deviceProfileUid}/bootstrap-provisioning",
    summary: "Read what devices of a profile are given when they bootstrap",
    permission: "provisioning:read",
    params: profileParams,
    response: bootstrapProvisioning,
    keepLast: true,
  }),
  setBootstrap: write({
    operationId: "deviceProfiles.setBootstrap",
    method: "PUT",
    path: "/device-profiles/{deviceProfileUid}/bootstrap-provisioning",
    summary: "Set what devices of a profile are given when they bootstrap",
    description: "Only devices that have not bootstrapped are touched.",
    permission: "provisioning:write",
    params: profileParams,
    body: z.object({ settings: wantedSettings }),
    response: done,
    audit: { place: "vendor", subject, fields: ({ body }) => settingNames(body.settings) },
  }),
  deleteBootstrap: write({
    operationId: "deviceProfiles.deleteBootstrap",
    method: "DELETE",
    path: "/device-profiles/{deviceProfileUid}/bootstrap-provisioning",
    summary: "Delete what devices of a profile are given when they bootstrap",
    description:
      "New devices of the profile start with nothing enabled; those that have bootstrapped keep what they have.",
    permission: "provisioning:write",
    params: profileParams,
    response: done,
    audit: { place: "vendor", subject },
  }),
};
