import { exactTime } from "@/components/patterns/time/format-time";

const minuteMs = 60_000;
const dayMs = 86_400_000;

/** Lives to choose from: short ones, because nothing takes a voucher back. */
export const presetDays = [30, 90, 365] as const;

/** A moment as a date-and-time field holds it, by UTC and to the minute: "2027-03-14T09:00". */
export function fieldValue(ms: number): string {
  return new Date(Math.floor(ms / minuteMs) * minuteMs).toISOString().slice(0, 16);
}

/** The moment that a field holds, ISO 8601; undefined for what is none. */
export function instantIn(value: string): string | undefined {
  const ms = Date.parse(`${value}${value.length === 16 ? ":00" : ""}Z`);
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
}

/**
 * So many days from now, and not beyond the certificate's end.
 * @param notAfter ISO 8601; null while no certificate is known
 */
export function presetValue(days: number, nowMs: number, notAfter: string | null): string {
  const wanted = nowMs + days * dayMs;
  return fieldValue(notAfter === null ? wanted : Math.min(wanted, Date.parse(notAfter)));
}

/** What is wrong with an end; undefined while there is nothing to say. */
export function expiryProblem(value: string, nowMs: number, notAfter: string | null): string | undefined {
  if (value === "") return undefined;
  const expiresAt = instantIn(value);
  if (expiresAt === undefined) return "Give a date and a time.";
  if (Date.parse(expiresAt) <= nowMs) return "This is past. Choose a later end.";
  return notAfter !== null && Date.parse(expiresAt) > Date.parse(notAfter)
    ? `This is later than the certificate, which ends ${exactTime(notAfter)}.`
    : undefined;
}
