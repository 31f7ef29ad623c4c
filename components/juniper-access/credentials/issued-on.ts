import { z } from "zod";

/** Today as a date field writes it, in UTC. */
export const today = (nowMs: number = Date.now()): string => new Date(nowMs).toISOString().slice(0, 10);

/** The day on which Juniper issued something, as a date field gives it: from then on its year counts. */
export const issuedOn = z
  .string()
  .min(1, "Say on which day Juniper issued it: its year counts from then.")
  .refine((day) => day <= today(), { error: "This day has not come yet." });

/** The beginning of that day in UTC, as the API wants it. */
export const instantOf = (day: string): string => `${day}T00:00:00Z`;
