import { z } from "zod";
import { deviceSelection } from "./device-selection";
import { deviceIdentity, deviceProperties } from "./devices";
import { instant, rotPublicUid } from "./identifiers";

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
