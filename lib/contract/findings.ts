import { z } from "zod";
import { byRotPublicUid, byTag } from "./device-selection";
import { deviceProfileUid, instant, rotPublicUid } from "./identifiers";
import { read, write } from "./operation";
import { pageOf, pageQuery } from "./paging";

/** Which devices are checked: the vendor takes one of the three. */
export const checkedDevices = z.union([byRotPublicUid, byTag, z.strictObject({ deviceProfileUid })], {
  error: "Name devices by RoT UID, by tag or by device profile, one of the three.",
});
export type CheckedDevices = z.output<typeof checkedDevices>;

export const cloneQuestion = z
  .object({ devices: checkedDevices, from: instant, to: instant.optional() })
  .refine(({ from, to }) => to === undefined || Date.parse(from) <= Date.parse(to), {
    error: "The end lies before the beginning.",
    path: ["to"],
  });
export type CloneQuestion = z.output<typeof cloneQuestion>;

/** A device that was found to be cloned; null where the vendor does not say. */
export const clonedDevice = z.object({
  rotPublicUid,
  deviceProfileUid: z.string().nullable(),
  imei: z.string().nullable(),
  at: instant.nullable(),
  /** The vendor's own words, without secrets. */
  raw: z.unknown(),
});
export type ClonedDevice = z.output<typeof clonedDevice>;

/** Why a device may be suspicious (u-blox seed, device/suspicious/get). */
export const suspicionReason = z.enum([
  "DUPLICATED_SCL_SERIAL_NUM_SEALED_INFO",
  "DUPLICATED_DEV_SERIAL_NUM_SEALING",
  "DUPLICATED_SCL_SERIAL_NUM_PROD_LOG",
  "DUPLICATED_DEV_SERIAL_NUM_PROD_LOG",
]);

export const suspiciousDevice = z.object({
  rotPublicUid,
  deviceProfileUid: z.string().nullable(),
  deviceSerialNumber: z.string().nullable(),
  /** Of `suspicionReason`; another word of the vendor's is passed on. */
  reasons: z.array(z.string()),
  at: instant.nullable(),
  /** The vendor's own words, without secrets. */
  raw: z.unknown(),
});
export type SuspiciousDevice = z.output<typeof suspiciousDevice>;

export const findingKind = z.enum(["clone", "suspicious"]);
export const findingStatus = z.enum(["open", "acknowledged", "resolved"]);

/** A finding of the vendor's, with the state that people keep of it here. */
export const finding = z.object({
  findingId: z.string(),
  kind: findingKind,
  rotPublicUid,
  deviceProfileUid: z.string().nullable(),
  imei: z.string().nullable(),
  deviceSerialNumber: z.string().nullable(),
  /** Of `suspicionReason`, or another word of the vendor's; empty for clones. */
  reasons: z.array(z.string()),
  /** When it happened, as the vendor says. */
  at: instant.nullable(),
  firstSeenAt: instant,
  lastSeenAt: instant,
  status: findingStatus,
  /** Opened again by itself, because it was reported anew after it was resolved; false once somebody changed it since. */
  reopened: z.boolean(),
  /** Whether the last check found it reported still; null when that check could not see everything, or never was. */
  stillReported: z.boolean().nullable(),
  /** Who looks after it. */
  owner: z.object({ userId: z.string(), name: z.string() }).nullable(),
  note: z.string().nullable(),
  changedAt: instant.nullable(),
  /** Changes with each change; a change names the one it was made on. */
  version: z.number().int(),
});
export type Finding = z.output<typeof finding>;

export const findingFilters = z.object({
  status: findingStatus.optional(),
  kind: findingKind.optional(),
  rotPublicUid: rotPublicUid.optional(),
});

/** The vendor is asked about devices by one of three; without any, about every device profile. */
const vendorQuestion = z
  .object({
    rotPublicUid: rotPublicUid.optional(),
    tag: z.string().min(1).max(255).optional(),
    deviceProfileUid: deviceProfileUid.optional(),
  })
  .refine(
    ({ rotPublicUid: uid, tag, deviceProfileUid: profile }) => {
      return [uid, tag, profile].filter((value) => value !== undefined).length === 1;
    },
    {
      error: "Name a device, a tag or a device profile, one of the three.",
      path: ["rotPublicUid"],
    },
  );

const findingParams = z.object({ findingId: z.string().min(1).max(64) });

/** An answer to a live question. */
const reported = <Item extends z.ZodType>(item: Item) =>
  z.object({
    items: z.array(item),
    /** Whether this is all there is. */
    complete: z.boolean(),
    /** Why it is not, in a sentence. */
    shortfall: z.string().nullable(),
  });

/** Another device that has the same number. */
export const relatedDevice = z.object({
  rotPublicUid,
  shares: z.enum(["deviceSerialNumber", "imei"]),
  value: z.string(),
  /** What was found about that device; the newest, where there are several. */
  findingId: z.string().nullable(),
});
export type RelatedDevice = z.output<typeof relatedDevice>;

/** Findings on a page of the list. */
export const findingsPerPage = 50;

export const findings = {
  clones: read({
    operationId: "findings.clones",
    method: "GET",
    path: "/findings/clones",
    summary: "Ask the vendor for cloned devices",
    permission: "devices:read",
    query: vendorQuestion.safeExtend({ from: instant, to: instant.optional() }),
    response: reported(clonedDevice),
    keepLast: true,
  }),
  suspicious: read({
    operationId: "findings.suspicious",
    method: "GET",
    path: "/findings/suspicious",
    summary: "Ask the vendor for suspicious devices",
    permission: "devices:read",
    query: vendorQuestion,
    response: reported(suspiciousDevice),
    keepLast: true,
  }),
  list: read({
    operationId: "findings.list",
    method: "GET",
    path: "/findings",
    summary: "List findings, open ones and the latest first",
    description: "What the checks of all device profiles found, with the state that people keep of it.",
    permission: "devices:read",
    query: pageQuery.extend(findingFilters.shape),
    response: pageOf(finding).extend({
      openCount: z.number().int(),
      /** When the vendor was asked last about everything, and what came of it; null before the first time. */
      lastCheck: z.object({ at: instant, words: z.string(), complete: z.boolean() }).nullable(),
      /** Whether a check is under way or about to begin. */
      checking: z.boolean(),
    }),
  }),
  get: read({
    operationId: "findings.get",
    method: "GET",
    path: "/findings/{findingId}",
    summary: "Read one finding",
    permission: "devices:read",
    params: findingParams,
    /** `raw`: the vendor's own words, as they came last, without secrets. */
    response: finding.extend({ raw: z.unknown() }),
  }),
  related: read({
    operationId: "findings.related",
    method: "GET",
    path: "/findings/{findingId}/related",
    summary: "List the devices that share a finding's numbers",
    description:
      "Other devices with the same device serial number or IMEI, as far as findings tell, and as the vendor tells of " +
      "serial numbers.",
    permission: "devices:read",
    params: findingParams,
    response: z.object({
      items: z.array(relatedDevice),
      /** Whether the vendor was heard; otherwise the items are those of our findings. */
      complete: z.boolean(),
    }),
  }),
  update: write({
    operationId: "findings.update",
    method: "PATCH",
    path: "/findings/{findingId}",
    summary: "Acknowledge, resolve or reopen a finding",
    description:
      "Names the version that was seen: a finding that somebody changed meanwhile is not changed. One that is resolved " +
      "opens again by itself when the vendor reports it anew.",
    permission: "findings:write",
    params: findingParams,
    body: z.object({
      status: findingStatus.optional(),
      /** Null: nobody. */
      ownerId: z.string().min(1).max(64).nullable().optional(),
      note: z.string().trim().max(2_000).nullable().optional(),
      version: z.number().int(),
    }),
    response: finding,
    audit: {
      place: "records",
      subject: ({ params }) => ({ type: "finding", id: params.findingId }),
      fields: ({ body: { version: _, ...changed } }) => Object.keys(changed),
    },
  }),
  check: write({
    operationId: "findings.check",
    method: "POST",
    path: "/findings/check",
    summary: "Have all device profiles checked now",
    description:
      "The check runs in the background, as it does by itself every hour. `started` is false while another one runs.",
    permission: "findings:write",
    response: z.object({ started: z.boolean() }),
    audit: { place: "records", subject: () => ({ type: "finding", id: "all device profiles" }) },
  }),
};
