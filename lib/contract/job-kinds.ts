import { z } from "zod";
import type { Permission } from "@/lib/access/permissions";
import { auditFilters } from "./audit";
import { batchFilters } from "./batches";
import type { VendorName } from "./connections";
import { deviceQuestion } from "./devices";
import { keyRotation } from "./e2e-keys";
import { deviceSerial, entitlementFilters, entitlementGroup, ssrn } from "./entitlements";
import { findingFilters } from "./findings";
import { deviceProfileUid, imei, instant, rotPublicUid, tagName } from "./identifiers";
import { licenseFilters } from "./licenses";
import { wantedSettings } from "./provisioning";
import { statedReason } from "./reason";
import { caName, certificateValidityDays } from "./root-cas";
import { voucherFilters } from "./vouchers";

/** What people and screens have to know of a kind of job before there is one. */
interface KindFacts {
  /** Verb and noun, as on a button: "Assign tags". */
  label: string;
  /** Whose calls it makes; null for work on our own records. */
  vendor: VendorName | null;
  /** Needed to preview, start and steer it, and checked again before every call. */
  permission: Permission;
  /** Needed to see its rows and to take its files; whoever started it needs it too. */
  readPermission: Permission;
  /** "rows": acts on a frozen list of targets · "file": reads a list to its end and keeps it as a file. */
  makes: "rows" | "file";
}

/** Every kind of job there is. How each is carried out is described in one file of `lib/jobs/kinds`. */
export const jobKinds = {
  "tags.assign": {
    label: "Assign tags",
    vendor: "ublox",
    permission: "tags:write",
    readPermission: "tags:read",
    makes: "rows",
  },
  "tags.unassign": {
    label: "Remove tags",
    vendor: "ublox",
    permission: "tags:write",
    readPermission: "tags:read",
    makes: "rows",
  },
  "whitelist.add": {
    label: "Add to whitelist",
    vendor: "ublox",
    permission: "whitelist:write",
    readPermission: "whitelist:read",
    makes: "rows",
  },
  "whitelist.remove": {
    label: "Remove from whitelist",
    vendor: "ublox",
    permission: "whitelist:write",
    readPermission: "whitelist:read",
    makes: "rows",
  },
  "whitelist.import": {
    label: "Import whitelist file",
    vendor: "ublox",
    permission: "whitelist:write",
    readPermission: "whitelist:read",
    makes: "rows",
  },
  "provisioning.set": {
    label: "Set provisioning",
    vendor: "ublox",
    permission: "provisioning:write",
    readPermission: "provisioning:read",
    makes: "rows",
  },
  "provisioning.delete": {
    label: "Delete provisioning",
    vendor: "ublox",
    permission: "provisioning:write",
    readPermission: "provisioning:read",
    makes: "rows",
  },
  "e2e.rotate": {
    label: "Rotate end-to-end keys",
    vendor: "ublox",
    permission: "e2e:rotate",
    readPermission: "e2e:read",
    makes: "rows",
  },
  "deviceCertificates.renew": {
    label: "Renew certificates",
    vendor: "ublox",
    permission: "device-certificates:write",
    readPermission: "device-certificates:read",
    makes: "rows",
  },
  "deviceCertificates.rekey": {
    label: "Re-key certificates",
    vendor: "ublox",
    permission: "device-certificates:write",
    readPermission: "device-certificates:read",
    makes: "rows",
  },
  "deviceCertificates.remove": {
    label: "Remove certificates from devices",
    vendor: "ublox",
    permission: "device-certificates:write",
    readPermission: "device-certificates:read",
    makes: "rows",
  },
  "deviceCertificates.revoke": {
    label: "Revoke certificates",
    vendor: "ublox",
    permission: "device-certificates:write",
    readPermission: "device-certificates:read",
    makes: "rows",
  },
  "deviceCertificates.transfer": {
    label: "Move certificates to another root CA",
    vendor: "ublox",
    permission: "device-certificates:write",
    readPermission: "device-certificates:read",
    makes: "rows",
  },
  "devices.export": {
    label: "Export devices",
    vendor: "ublox",
    permission: "devices:read",
    readPermission: "devices:read",
    makes: "file",
  },
  "whitelist.export": {
    label: "Export whitelist",
    vendor: "ublox",
    permission: "whitelist:read",
    readPermission: "whitelist:read",
    makes: "file",
  },
  "tags.export": {
    label: "Export tags",
    vendor: "ublox",
    permission: "tags:read",
    readPermission: "tags:read",
    makes: "file",
  },
  "batches.export": {
    label: "Export certificate batches",
    vendor: "sectigo",
    permission: "batches:read",
    readPermission: "batches:read",
    makes: "file",
  },
  "deviceCertificates.export": {
    label: "Export device certificates",
    vendor: "ublox",
    permission: "device-certificates:read",
    readPermission: "device-certificates:read",
    makes: "file",
  },
  "deviceEvents.export": {
    label: "Export device events",
    vendor: null,
    permission: "devices:read",
    readPermission: "devices:read",
    makes: "file",
  },
  "findings.export": {
    label: "Export findings",
    vendor: null,
    permission: "devices:read",
    readPermission: "devices:read",
    makes: "file",
  },
  "licenses.activate": {
    label: "Activate licenses",
    vendor: "juniper",
    permission: "licenses:write",
    readPermission: "licenses:read",
    makes: "rows",
  },
  "licenses.release": {
    label: "Release licenses",
    vendor: "juniper",
    permission: "licenses:write",
    readPermission: "licenses:read",
    makes: "rows",
  },
  "entitlements.export": {
    label: "Export entitlements",
    vendor: "juniper",
    permission: "licenses:read",
    readPermission: "licenses:read",
    makes: "file",
  },
  "licenses.export": {
    label: "Export licenses",
    vendor: "juniper",
    permission: "licenses:read",
    readPermission: "licenses:read",
    makes: "file",
  },
  "vouchers.export": {
    label: "Export vouchers",
    vendor: null,
    permission: "licenses:read",
    readPermission: "licenses:read",
    makes: "file",
  },
  "audit.export": {
    label: "Export audit history",
    vendor: null,
    permission: "audit:read",
    readPermission: "audit:read",
    makes: "file",
  },
} as const satisfies Record<string, KindFacts>;

export type JobKindName = keyof typeof jobKinds;
export const jobKindNames = Object.keys(jobKinds) as [JobKindName, ...JobKindName[]];
export const jobKindName = z.enum(jobKindNames);

/** Largest list that a request itself may carry; a longer one comes as a file. */
export const listedTargetsMax = 10_000;
/** Longest file of targets. */
export const fileRowsMax = 1_000_000;

const listed = <Id extends z.ZodType>(id: Id) =>
  z.object({
    from: z.literal("list"),
    ids: z.array(id).min(1, "Choose at least one.").max(listedTargetsMax),
  });

const fileName = z
  .string()
  .regex(/^\P{Cc}{1,255}$/u, "A file name has 1 to 255 characters, none of them a control character.");

/** The targets come as a file with the next request, `jobs.upload`. */
const fromFile = z.object({ from: z.literal("file"), fileName });

/** Every device that a question to the device list finds at the time of the preview. */
const matchingDevices = z.object({ from: z.literal("devices"), question: deviceQuestion });

const deviceTargets = z.discriminatedUnion("from", [listed(rotPublicUid), matchingDevices, fromFile]);
const tagTargets = z.discriminatedUnion("from", [
  listed(rotPublicUid),
  matchingDevices,
  fromFile,
  z.object({ from: z.literal("deviceProfiles"), ids: z.array(deviceProfileUid).min(1).max(1_000) }),
]);
/** Devices by their certificates: those of a root CA, or as devices are named elsewhere. */
const certificateTargets = z.discriminatedUnion("from", [
  listed(rotPublicUid),
  matchingDevices,
  fromFile,
  z.object({ from: z.literal("rootCa"), caName: z.string().min(1).max(255) }),
]);
const whitelistTargets = z.discriminatedUnion("from", [
  listed(z.union([rotPublicUid, imei])),
  matchingDevices,
  fromFile,
]);

const format = z.enum(["csv", "jsonl"]).default("csv");

/** What a preview is asked for: the kind, what all its rows share, and where its targets come from. */
export const jobPlan = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("tags.assign"),
    input: z.object({
      tagNames: z.array(tagName).min(1, "Choose at least one tag.").max(100),
      /** Vendor's SyncRequired, passed on only when set; undocumented there. */
      syncRequired: z.boolean().optional(),
    }),
    targets: tagTargets,
  }),
  z.object({
    kind: z.literal("tags.unassign"),
    input: z
      .object({
        tagNames: z.array(tagName).max(100).default([]),
        /** Instead of `tagNames`: whatever each target carries. */
        allTags: z.boolean().default(false),
        syncRequired: z.boolean().optional(),
      })
      .refine((input) => input.tagNames.length > 0 !== input.allTags, {
        error: "Name the tags to remove, or choose all tags.",
        path: ["tagNames"],
      }),
    targets: tagTargets,
  }),
  z.object({ kind: z.literal("whitelist.add"), input: z.object({}), targets: whitelistTargets }),
  z.object({ kind: z.literal("whitelist.remove"), input: z.object({}), targets: whitelistTargets }),
  z.object({ kind: z.literal("whitelist.import"), input: z.object({}), targets: fromFile }),
  z.object({
    kind: z.literal("provisioning.set"),
    input: z.object({ settings: wantedSettings }),
    targets: deviceTargets,
  }),
  z.object({ kind: z.literal("provisioning.delete"), input: z.object({}), targets: deviceTargets }),
  z.object({
    kind: z.literal("e2e.rotate"),
    input: z.object({ rotation: keyRotation }),
    targets: deviceTargets,
  }),
  z.object({
    kind: z.literal("deviceCertificates.renew"),
    input: z.object({ validityDays: certificateValidityDays }),
    targets: certificateTargets,
  }),
  z.object({
    kind: z.literal("deviceCertificates.rekey"),
    input: z.object({}),
    targets: certificateTargets,
  }),
  z.object({
    kind: z.literal("deviceCertificates.remove"),
    input: z.object({}),
    targets: certificateTargets,
  }),
  z.object({
    kind: z.literal("deviceCertificates.revoke"),
    input: z.object({ reason: statedReason }),
    targets: certificateTargets,
  }),
  z.object({
    kind: z.literal("deviceCertificates.transfer"),
    input: z.object({ toCaName: caName }),
    targets: certificateTargets,
  }),
  z.object({
    kind: z.literal("deviceCertificates.export"),
    input: z.object({ caName: z.string().min(1).max(255).optional(), format }),
  }),
  z.object({
    kind: z.literal("deviceEvents.export"),
    input: z.object({
      filters: z.object({
        rotPublicUid: rotPublicUid.optional(),
        type: z.string().min(1).max(64).optional(),
        from: instant.optional(),
        to: instant.optional(),
      }),
      format,
    }),
  }),
  z.object({
    kind: z.literal("findings.export"),
    input: z.object({ filters: findingFilters.default({}), format }),
  }),
  z.object({
    kind: z.literal("devices.export"),
    input: z.object({ question: deviceQuestion.default({}), format }),
  }),
  z.object({ kind: z.literal("whitelist.export"), input: z.object({ format }) }),
  z.object({ kind: z.literal("tags.export"), input: z.object({ format }) }),
  z.object({
    kind: z.literal("batches.export"),
    input: z.object({ filters: batchFilters, format }),
  }),
  z.object({
    kind: z.literal("licenses.activate"),
    input: z.object({
      ssrn,
      quantity: z.number().int().min(1).max(1_000_000).default(1),
      ...entitlementGroup,
    }),
    targets: z.discriminatedUnion("from", [listed(deviceSerial), fromFile]),
  }),
  z.object({
    kind: z.literal("licenses.release"),
    input: z.object({ reason: statedReason, ...entitlementGroup }),
    targets: z.discriminatedUnion("from", [listed(z.string().min(1).max(300))]),
  }),
  z.object({
    kind: z.literal("entitlements.export"),
    input: z.object({ filters: entitlementFilters.default({}), format }),
  }),
  z.object({
    kind: z.literal("licenses.export"),
    input: z.object({ filters: licenseFilters.default({}), format }),
  }),
  z.object({
    kind: z.literal("vouchers.export"),
    input: z.object({ filters: voucherFilters.default({}), format }),
  }),
  z.object({
    kind: z.literal("audit.export"),
    input: z.object({ filters: auditFilters.default({}), format }),
  }),
]);
export type JobPlan = z.output<typeof jobPlan>;
export type JobTargets = Extract<JobPlan, { targets: unknown }>["targets"];
export type JobInput<Kind extends JobKindName> = Extract<JobPlan, { kind: Kind }>["input"];

/** The places targets can come from, for kinds to say what they take. */
export type DeviceTargets = z.output<typeof deviceTargets>;
export type CertificateTargets = z.output<typeof certificateTargets>;
