import { z } from "zod";
import { deviceProfileUid, instant, rotPublicUid } from "./identifiers";
import { read } from "./operation";
import { pageInfo, pageQuery } from "./paging";

/** ALLOCATED and ACTIVATED are documented; any other word of the vendor's is passed on. */
export const deviceState = z.string();

/** A feature authorization, wanted or confirmed. */
export const authorization = z.object({ name: z.string(), enabled: z.boolean(), at: instant.nullable() });
export const networkParameter = z.object({ name: z.string(), value: z.string(), at: instant.nullable() });

/** What is wanted (`at` = when it was asked for) or what the device confirmed (`at` = when it synced). */
export const deviceProperties = z.object({
  authorizations: z.array(authorization),
  networkParameters: z.array(networkParameter),
  zerotouch: z.object({ caName: z.string(), at: instant.nullable() }).nullable(),
});
export type DeviceProperties = z.output<typeof deviceProperties>;

export const deviceCertificate = z.object({
  caName: z.string(),
  serialNumber: z.string(),
  validityDays: z.number().int().nullable(),
  expiresAt: instant.nullable(),
});

/** The RoT identity block. Four different serial numbers exist; each keeps its own name. */
export const deviceIdentity = z.object({
  deviceSerialNumber: z.string().nullable(),
  imei: z.string().nullable(),
  typeNumber: z.string().nullable(),
  rotVersion: z.string().nullable(),
  moduleSerialNumber: z.string().nullable(),
  moduleVersion: z.string().nullable(),
  deviceProfileUid: z.string().nullable(),
});

export const deviceSummary = z.object({
  rotPublicUid,
  /** Null while the vendor's details could not be read. */
  state: deviceState.nullable(),
  blacklisted: z.boolean().nullable(),
  identity: deviceIdentity.nullable(),
  tagNames: z.array(z.string()),
  certificate: deviceCertificate.nullable(),
  /** How many wanted settings the device has not confirmed yet. */
  pendingSettings: z.number().int().nullable(),
});
export type DeviceSummary = z.output<typeof deviceSummary>;

export const device = deviceSummary.extend({
  desired: deviceProperties.nullable(),
  current: deviceProperties.nullable(),
  /** The vendor's own answer for this device, for the Raw tab. Holds no secrets. */
  raw: z.unknown(),
});
export type Device = z.output<typeof device>;

export const deviceFilter = z.enum(["ALL", "WHITELISTED", "BLACKLISTED"]);

const question = {
  filter: deviceFilter.optional(),
  deviceProfileUid: deviceProfileUid.optional(),
  tag: z.string().min(1).max(255).optional(),
};

const asksOnce = (asked: { filter?: unknown; deviceProfileUid?: unknown; tag?: unknown }) =>
  [asked.filter, asked.deviceProfileUid, asked.tag].filter((one) => one !== undefined).length <= 1;
const asksTwice = {
  error: "Choose one of filter, deviceProfileUid and tag: the vendor answers one question at a time.",
  path: ["filter"],
};

/** Which devices: all of them, or what one of the three narrows them to. */
export const deviceQuestion = z.object(question).refine(asksOnce, asksTwice);
export type DeviceQuestion = z.output<typeof deviceQuestion>;

const listQuery = pageQuery.extend(question).refine(asksOnce, asksTwice);

export const devices = {
  list: read({
    operationId: "devices.list",
    method: "GET",
    path: "/devices",
    summary: "List devices",
    description:
      "All devices, the whitelisted or the blacklisted ones, those of one device profile, or those with one tag. " +
      "Pages hold what the vendor's pages hold (100).",
    permission: "devices:read",
    query: listQuery,
    response: z.object({
      items: z.array(deviceSummary),
      page: pageInfo,
      /** "unavailable" when the UIDs could be listed but the vendor did not answer for their details. */
      details: z.enum(["complete", "unavailable"]),
    }),
    keepLast: true,
  }),
  get: read({
    operationId: "devices.get",
    method: "GET",
    path: "/devices/{deviceId}",
    summary: "Read one device",
    description: "By RoT UID, or by its device serial number with by=deviceSerialNumber.",
    permission: "devices:read",
    params: z.object({ deviceId: z.string().min(1).max(64) }),
    query: z.object({ by: z.enum(["rotPublicUid", "deviceSerialNumber"]).default("rotPublicUid") }),
    response: device,
    keepLast: true,
  }),
};
