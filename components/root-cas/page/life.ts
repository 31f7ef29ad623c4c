import type { TimelineEntry } from "@/components/patterns/timeline";
import type { RootCaDetail } from "@/lib/contract/root-cas";
import { dayMs, endOf, firstWarningDays } from "../standing";
import { dayCount } from "../words";

export interface LifeEntry extends Pick<TimelineEntry, "id" | "kind" | "title"> {
  at: string;
  meaning: string;
}

type Dates = Pick<RootCaDetail, "expiresAt" | "certificate" | "createdAt" | "certificateValidityDays">;

/**
 * The dates of a root CA in their order, each with what it means.
 * @param nowMs the present; null while it is not known
 */
export function lifeOf(rootCa: Dates, nowMs: number | null): LifeEntry[] {
  const { createdAt, certificateValidityDays: days } = rootCa;
  const endsAt = endOf(rootCa);
  const ahead = (at: number) => nowMs === null || at > nowMs;
  const entries: LifeEntry[] = [];
  if (createdAt !== null) {
    entries.push({
      id: "created",
      kind: "ok",
      title: "Created",
      at: createdAt,
      meaning: "Its validities are counted from here and cannot be changed.",
    });
  }
  if (endsAt === null) return entries;
  const endMs = Date.parse(endsAt);
  if (days !== null) entries.push(shorterFrom(endMs - days * dayMs, days, createdAt, ahead));
  const warningMs = endMs - firstWarningDays * dayMs;
  entries.push({
    id: "warning",
    kind: ahead(warningMs) ? "neutral" : "attention",
    title: "u-blox warns for the first time",
    at: new Date(warningMs).toISOString(),
    meaning: "By a vendor hook; again 90, 60, 30 and 7 days before the end, and on the day.",
  });
  entries.push({
    id: "end",
    kind: ahead(endMs) ? "neutral" : "failed",
    title: "Ends",
    at: endsAt,
    meaning: "No certificate that it has signed holds any longer, and it signs no more.",
  });
  return entries.sort((left, right) => Date.parse(left.at) - Date.parse(right.at));
}

/** From when on a certificate cannot hold as long as it is to; with a root CA of the same validity, from the start. */
function shorterFrom(
  shorterMs: number,
  days: number,
  createdAt: string | null,
  ahead: (at: number) => boolean,
): LifeEntry {
  const isFromStart = createdAt !== null && shorterMs <= Date.parse(createdAt);
  return {
    id: "shorter",
    kind: isFromStart || ahead(shorterMs) ? "neutral" : "attention",
    title: "Device certificates get shorter",
    at: isFromStart ? createdAt : new Date(shorterMs).toISOString(),
    meaning: isFromStart
      ? `From the start: they are to hold ${dayCount(days)}, as long as the root CA, and end with it.`
      : `A certificate made later than this cannot hold its ${dayCount(days)}: it ends with the root CA. Have the next root CA ready by then.`,
  };
}
