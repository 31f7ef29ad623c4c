import { z } from "zod";
import { deviceSelection } from "./device-selection";
import { deviceIdentity, deviceProperties } from "./devices";
import { instant, rotPublicUid } from "./identifiers";
import { read } from "./operation";

/** How far back the vendor remembers notifications. Offer a day less: its clock and ours differ. */
export const notificationDaysMax = 180;

const dayMs = 86_400_000;

/** The kinds of notification that can be asked for (u-blox seed, notification/get). */
export const notificationType = z.enum([
  "DEVICE_STATE_CHANGE",
  "DEVICE_INFO_CHANGE",
  "DEVICE_PROPERTIES_CHANGE",
  "DEVICE_ERROR",
]);
export type NotificationType = z.output<typeof notificationType>;

/** The vendor calls one thing by two words: the first in its hooks, the second in its own memory. */
const alike: readonly (readonly [hook: string, remembered: NotificationType])[] = [
  ["DEVICE_BOOTSTRAP_EVENT", "DEVICE_INFO_CHANGE"],
  ["DEVICE_PROPERTIES_CHANGE_EVENT", "DEVICE_PROPERTIES_CHANGE"],
  ["DEVICE_ERRORS_EVENT", "DEVICE_ERROR"],
];

/** All words for what a type means, itself included, as they are kept: in capitals. */
export function sameEventTypes(type: string): readonly string[] {
  const word = type.trim().toUpperCase();
  return alike.find((words) => words.some((one) => one === word)) ?? [word];
}

/** The vendor's word for a type in its own memory; undefined where it remembers nothing of the kind. */
export function rememberedTypeOf(type: string): NotificationType | undefined {
  return notificationType.options.find((option) => sameEventTypes(type).includes(option));
}

/** A stretch of time; without an end it lasts until now. */
const period = { from: instant, to: instant.optional() };
const inOrder = ({ from, to }: { from: string; to?: string }) =>
  to === undefined || Date.parse(from) <= Date.parse(to);
const notInOrder = { error: "The end lies before the beginning.", path: ["to"] };

export const notificationQuestion = z
  .object({ devices: deviceSelection, type: notificationType.optional(), ...period })
  .refine(inOrder, notInOrder)
  .refine(({ from }) => Date.parse(from) >= Date.now() - notificationDaysMax * dayMs, {
    error: `The vendor remembers the last ${notificationDaysMax} days.`,
    path: ["from"],
  });
export type NotificationQuestion = z.output<typeof notificationQuestion>;

/** What certificate events say; null where the vendor does not. */
const certificate = {
  caName: z.string().nullable(),
  serialNumber: z.string().nullable(),
  expiresAt: instant.nullable(),
};

/** What an event says, by what it is about. */
export const eventDetail = z.discriminatedUnion("kind", [
  /** The device moved from one state to another. */
  z.object({ kind: z.literal("state"), from: z.string().nullable(), to: z.string().nullable() }),
  /** The device bootstrapped, or its sealed information changed. */
  z.object({
    kind: z.literal("identity"),
    identity: deviceIdentity.nullable(),
    blacklisted: z.boolean().nullable(),
  }),
  z.object({
    kind: z.literal("properties"),
    desired: deviceProperties.nullable(),
    current: deviceProperties.nullable(),
  }),
  z.object({ kind: z.literal("error"), text: z.string().nullable() }),
  z.object({
    kind: z.literal("certificateRenewed"),
    ...certificate,
    validityDays: z.number().int().nullable(),
  }),
  z.object({
    kind: z.literal("certificateExpiring"),
    ...certificate,
    daysLeft: z.number().int().nullable(),
  }),
  z.object({
    kind: z.literal("rootCaExpiring"),
    caName: z.string().nullable(),
    daysLeft: z.number().int().nullable(),
    expiresAt: instant.nullable(),
    /** Devices that carry a certificate of this CA. */
    deviceCount: z.number().int().nullable(),
  }),
  /** Nothing that is known: look at `raw`. */
  z.object({ kind: z.literal("unknown") }),
]);
export type EventDetail = z.output<typeof eventDetail>;

/** Something that happened, as the vendor's memory or one of its hooks tells it. */
export const deviceEvent = z.object({
  /** The vendor's word: one of `notificationType`, one of a hook's types, or something new. Null when there is none. */
  type: z.string().nullable(),
  /** Null for events of a root CA, and where it cannot be read. */
  rotPublicUid: rotPublicUid.nullable(),
  at: instant.nullable(),
  detail: eventDetail,
  /** The vendor's own words, without secrets. */
  raw: z.unknown(),
});
export type DeviceEvent = z.output<typeof deviceEvent>;

export const activityQuestion = z.object({ rotPublicUid, ...period }).refine(inOrder, notInOrder);
export type ActivityQuestion = z.output<typeof activityQuestion>;

/** A command that was carried out on a device while it was in contact with the vendor. */
export const activity = z.object({
  at: instant.nullable(),
  command: z.string().nullable(),
  status: z.string().nullable(),
  raw: z.unknown(),
});
export type Activity = z.output<typeof activity>;

/** An event in a list, with where it comes from. */
export const listedEvent = deviceEvent.extend({
  eventId: z.string(),
  /** "hook": the vendor told us when it happened, and it is kept for ever · "vendor": read from the vendor's own memory. */
  source: z.enum(["hook", "vendor"]),
  /** When a hook brought it first; null for the vendor's memory. */
  receivedAt: instant.nullable(),
  /** How often a hook has brought it: the vendor may repeat itself. Null for the vendor's memory. */
  deliveries: z.number().int().nullable(),
});
export type ListedEvent = z.output<typeof listedEvent>;

/** Since when everything of a type that a hook brings is kept here; null while no hook of ours is set up. */
export const eventMemory = z.object({ type: z.string(), completeSince: instant.nullable() });
export type EventMemory = z.output<typeof eventMemory>;

export const deviceEvents = {
  list: read({
    operationId: "devices.events",
    method: "GET",
    path: "/device-events",
    summary: "List what happened to devices, newest first",
    description:
      "What hooks brought, of all devices and of any time; and, of one device or of the devices with one tag, also what " +
      `the vendor itself remembers of the last ${notificationDaysMax} days.`,
    permission: "devices:read",
    query: z
      .object({
        rotPublicUid: rotPublicUid.optional(),
        tag: z.string().min(1).max(255).optional(),
        /** The vendor's word; its two words for one thing, such as DEVICE_ERROR and DEVICE_ERRORS_EVENT, find both. */
        type: z.string().min(1).max(64).optional(),
        source: z.enum(["hook", "vendor"]).optional(),
        from: instant.optional(),
        /** Up to this moment, which is not part of it. */
        to: instant.optional(),
        /** Where the last answer ended. */
        cursor: z.string().min(1).max(500).optional(),
      })
      .refine(({ rotPublicUid: uid, tag }) => uid === undefined || tag === undefined, {
        error: "Name a device or a tag, not both.",
        path: ["tag"],
      })
      .refine(
        ({ from, to }) => from === undefined || to === undefined || Date.parse(from) <= Date.parse(to),
        notInOrder,
      ),
    response: z.object({
      items: z.array(listedEvent),
      /** Null at the end. */
      nextCursor: z.string().nullable(),
      memory: z.array(eventMemory),
      /** What of the vendor's own memory is not in the answer, and why: a sentence. Null when it is, or was not asked for. */
      vendorMissing: z.string().nullable(),
    }),
  }),
  activity: read({
    operationId: "devices.activity",
    method: "GET",
    path: "/devices/{deviceId}/activity",
    summary: "List the commands that were carried out on a device, newest first",
    permission: "devices:read",
    /** By RoT UID alone. */
    params: z.object({ deviceId: rotPublicUid }),
    query: z
      .object({ from: instant.optional(), to: instant.optional() })
      .refine(
        ({ from, to }) => from === undefined || to === undefined || Date.parse(from) <= Date.parse(to),
        notInOrder,
      ),
    response: z.object({
      items: z.array(activity),
      /** False when there is more than was read; the period is then to be narrowed. */
      complete: z.boolean(),
    }),
    keepLast: true,
  }),
};
