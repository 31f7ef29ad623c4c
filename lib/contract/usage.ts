import { z } from "zod";
import { deviceSelection } from "./device-selection";
import { rotPublicUid } from "./identifiers";
import { read } from "./operation";

/** How far back the vendor tells usage. What was used in the last five minutes is not in it yet. */
export const usageDaysMax = 60;

const dayMs = 86_400_000;

/** A day, in UTC. */
const day = z.iso.date();

/** Days of one form compare as text. */
const inOrder = ({ from, to }: { from: string; to?: string | undefined }) => to === undefined || from <= to;
const outOfOrder = { error: "The end lies before the beginning.", path: ["to"] };

const isToldStill = ({ from }: { from: string }) => from >= earliestUsageDay();
const toldNoMore = { error: `The vendor tells the usage of the last ${usageDaysMax} days.`, path: ["from"] };

/** The first day whose usage the vendor still tells, "yyyy-mm-dd" in UTC. */
export function earliestUsageDay(nowMs: number = Date.now()): string {
  return new Date(nowMs - usageDaysMax * dayMs).toISOString().slice(0, 10);
}

export const usageQuestion = z
  .object({
    from: day,
    /** Today, when left out. */
    to: day.optional(),
    /** All devices, when left out. */
    devices: deviceSelection.optional(),
  })
  .refine(inOrder, outOfOrder)
  .refine(isToldStill, toldNoMore);
export type UsageQuestion = z.output<typeof usageQuestion>;

export const usageCount = z.object({
  /** The vendor's word for what was used. */
  name: z.string(),
  /** The day it was used on, where the vendor tells days apart. */
  day: day.nullable(),
  count: z.number().int(),
});
export type UsageCount = z.output<typeof usageCount>;

export const deviceUsage = z.object({
  rotPublicUid,
  counts: z.array(usageCount),
  /** The vendor's own words, without secrets. */
  raw: z.unknown(),
});
export type DeviceUsage = z.output<typeof deviceUsage>;

/** Usage over a period: by day for the chart, by device for the table. */
export const usage = {
  get: read({
    operationId: "devices.usage",
    method: "GET",
    path: "/device-usage",
    summary: "Read what devices used",
    description:
      `Of all devices, of one, or of those with one tag, within the last ${usageDaysMax} days. What was used in the last ` +
      "five minutes is not in it yet.",
    permission: "devices:read",
    query: z
      .object({
        from: day,
        to: day.optional(),
        rotPublicUid: rotPublicUid.optional(),
        tag: z.string().min(1).max(255).optional(),
      })
      .refine(({ rotPublicUid: uid, tag }) => uid === undefined || tag === undefined, {
        error: "Name a device or a tag, not both: the vendor refuses the combination.",
        path: ["tag"],
      })
      .refine(inOrder, outOfOrder)
      .refine(isToldStill, toldNoMore),
    response: z.object({
      /** The period that was asked about, both days included. */
      from: day,
      to: day,
      /** The names of what was used, most used first. */
      names: z.array(z.string()),
      /** Sums over all devices; a null day where the vendor does not tell days apart. */
      counts: z.array(usageCount),
      /** The devices that used most, most first; at most a thousand. Their counts are sums over the period. */
      devices: z.array(deviceUsage.omit({ raw: true })),
      /** How many devices used anything. */
      deviceCount: z.number().int(),
    }),
    keepLast: true,
    // It lags behind by minutes anyway, and the whole fleet is asked about at once.
    freshForMs: 10_000,
  }),
};
