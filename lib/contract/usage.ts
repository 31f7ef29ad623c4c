import { z } from "zod";
import { deviceSelection } from "./device-selection";
import { rotPublicUid } from "./identifiers";

/** How far back the vendor tells usage. What was used in the last five minutes is not in it yet. */
export const usageDaysMax = 60;

const dayMs = 86_400_000;

/** A day, in UTC. */
const day = z.iso.date();

export const usageQuestion = z
  .object({
    from: day,
    /** Today, when left out. */
    to: day.optional(),
    /** All devices, when left out. */
    devices: deviceSelection.optional(),
  })
  // Days of one form compare as text.
  .refine(({ from, to }) => to === undefined || from <= to, {
    error: "The end lies before the beginning.",
    path: ["to"],
  })
  .refine(({ from }) => from >= new Date(Date.now() - usageDaysMax * dayMs).toISOString().slice(0, 10), {
    error: `The vendor tells the usage of the last ${usageDaysMax} days.`,
    path: ["from"],
  });
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
