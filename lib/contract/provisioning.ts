import { z } from "zod";
import { deviceSelection } from "./device-selection";
import { deviceProperties } from "./devices";
import { deviceProfileUid, rotPublicUid } from "./identifiers";
import { done, read, write } from "./operation";
import { caName } from "./root-cas";

/** The features that can be set; others, such as Evaluation, can only be read (u-blox seed). */
export const settableFeature = z.enum(["LocalDPR", "LocalC2C", "LocalC2CKeyPairing", "ZTPV1"]);

/** What can be set of a device's provisioning; what is not set is left out of `features`, or null. */
export const provisioningSettings = z.object({
  features: z.array(z.object({ name: settableFeature, enabled: z.boolean() })),
  /** How often the device contacts the vendor. */
  heartbeatSeconds: z.number().int().nullable(),
  /** The root CA that zero touch provisioning takes the device's certificate from. */
  rootCaName: z.string().nullable(),
});
export type ProvisioningSettings = z.output<typeof provisioningSettings>;

/** Settings to be sent; what is left out is not touched. */
export const wantedSettings = z
  .object({
    features: provisioningSettings.shape.features
      .refine((features) => new Set(features.map(({ name }) => name)).size === features.length, {
        error: "Name each feature once.",
      })
      .default([]),
    heartbeatSeconds: z.number().int().positive().nullable().default(null),
    rootCaName: caName.nullable().default(null),
  })
  .refine(
    ({ features, heartbeatSeconds, rootCaName }) =>
      features.length > 0 || heartbeatSeconds !== null || rootCaName !== null,
    { error: "Choose at least one setting." },
  );

const provisioned = {
  /** With the dates at which each setting was asked for; null when the vendor says nothing. */
  desired: deviceProperties.nullable(),
  /** The same without dates, in the form in which it is set. */
  settings: provisioningSettings,
};

/** What a device is to be given at its next heartbeat. */
export const deviceProvisioning = z.object({ rotPublicUid, ...provisioned });
export type DeviceProvisioning = z.output<typeof deviceProvisioning>;

/** What the devices of a profile are given when they bootstrap. */
export const bootstrapProvisioning = z.object({ deviceProfileUid, ...provisioned });
export type BootstrapProvisioning = z.output<typeof bootstrapProvisioning>;

/** What a selection is called in the audit history: "0002000089280087", "312 devices", "tag downtown". */
export function selectionWords(devices: z.output<typeof deviceSelection>): string {
  if ("tagNames" in devices) {
    return `${devices.tagNames.length === 1 ? "tag" : "tags"} ${devices.tagNames.join(", ")}`;
  }
  const [only, ...others] = devices.rotPublicUids;
  return others.length === 0 ? String(only) : `${others.length + 1} devices`;
}

/** Names of the settings that a change names, for the audit history; never their values. */
export function settingNames({ features, heartbeatSeconds, rootCaName }: ProvisioningSettings): string[] {
  return [
    ...features.map(({ name }) => name),
    ...(heartbeatSeconds === null ? [] : ["heartbeatSeconds"]),
    ...(rootCaName === null ? [] : ["rootCaName"]),
  ];
}

export const provisioning = {
  get: read({
    operationId: "provisioning.get",
    method: "GET",
    path: "/provisioning",
    summary: "Read what devices are to be given at their next heartbeat",
    description: "Of one device, or of all that carry a tag.",
    permission: "provisioning:read",
    query: z
      .object({ rotPublicUid: rotPublicUid.optional(), tag: z.string().min(1).max(255).optional() })
      .refine(({ rotPublicUid: uid, tag }) => (uid === undefined) !== (tag === undefined), {
        error: "Name a device or a tag, one of the two.",
        path: ["rotPublicUid"],
      }),
    response: z.object({ items: z.array(deviceProvisioning) }),
    keepLast: true,
  }),
  set: write({
    operationId: "provisioning.set",
    method: "PUT",
    path: "/provisioning",
    summary: "Set the provisioning of devices",
    description:
      "Takes effect at each device's next heartbeat. Settings that are left out stay as they are. For many devices " +
      "preview a job of kind provisioning.set.",
    permission: "provisioning:write",
    body: z.object({ devices: deviceSelection, settings: wantedSettings }),
    response: done,
    audit: {
      place: "vendor",
      finishes: "later",
      subject: ({ body }) => ({ type: "device", id: selectionWords(body.devices) }),
      fields: ({ body }) => settingNames(body.settings),
    },
  }),
  delete: write({
    operationId: "provisioning.delete",
    method: "POST",
    path: "/provisioning/delete",
    summary: "Delete the provisioning of devices",
    description:
      "What has not reached a device yet never will; devices that applied it keep it. The heartbeat returns to the " +
      "vendor's default.",
    permission: "provisioning:write",
    body: z.object({ devices: deviceSelection }),
    response: done,
    audit: {
      place: "vendor",
      finishes: "later",
      subject: ({ body }) => ({ type: "device", id: selectionWords(body.devices) }),
    },
  }),
};
