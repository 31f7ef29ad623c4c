import { z } from "zod";
import { DAY_MS, type SandboxClock } from "../../kit/clock";
import { Refusal } from "../router";

const instant = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(:\d\d(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?$/;

/**
 * An instant in any of the forms that the document uses: with an offset, with Z, without a zone (which is UTC) and
 * without seconds. A day alone is none. Becomes epoch milliseconds.
 */
export const isoInstant = z.string().transform((text, context) => {
  const [whole, day, minutes, seconds = ":00", zone = "Z"] = instant.exec(text) ?? [];
  // Date.parse alone makes a time of almost anything.
  const timeMs = whole === undefined ? Number.NaN : Date.parse(`${day}T${minutes}${seconds}${zone}`);
  if (Number.isNaN(timeMs)) {
    context.addIssue({ code: "custom", message: "no instant of ISO 8601" });
    return z.NEVER;
  }
  return timeMs;
});

/** `yyyy-mm-dd` and nothing else. Becomes the epoch milliseconds at which that day begins in UTC. */
export const isoDay = z.iso.date().transform((text) => Date.parse(`${text}T00:00:00Z`));

/** From an instant to another, or to now. @throws Refusal when it ends before it begins */
export function period(clock: SandboxClock, fromMs: number, toMs: number | undefined) {
  const endMs = toMs ?? clock.nowMs();
  if (fromMs > endMs) throw new Refusal("Bad Request");
  return { fromMs, toMs: endMs };
}

/** When the day of an instant began in UTC: limits count in days, so that a caller is never late by a second. */
export function startOfDayMs(timeMs: number): number {
  return Math.floor(timeMs / DAY_MS) * DAY_MS;
}
