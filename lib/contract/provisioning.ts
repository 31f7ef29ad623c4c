import { z } from "zod";
import { deviceProperties } from "./devices";
import { deviceProfileUid, rotPublicUid } from "./identifiers";
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
