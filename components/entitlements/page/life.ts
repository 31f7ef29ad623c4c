import type { StatusKind } from "@/components/ui/status-icon";
import type { Entitlement } from "@/lib/contract/entitlements";
import { expiringWithinDays } from "@/lib/contract/licenses";

export interface LifeEntry {
  id: string;
  kind: StatusKind;
  title: string;
  at: string;
  meaning: string;
}

const dayMs = 86_400_000;

/**
 * The dates of an entitlement in their order, each with what it means.
 * @param nowMs the present; null while it is not known
 */
export function lifeOf(
  { startsAt, endsAt }: Pick<Entitlement, "startsAt" | "endsAt">,
  nowMs: number | null,
): LifeEntry[] {
  const ahead = (at: number) => nowMs === null || at > nowMs;
  const entries: LifeEntry[] = [];
  if (startsAt !== null) {
    const isAhead = ahead(Date.parse(startsAt));
    entries.push({
      id: "start",
      kind: isAhead ? "neutral" : "ok",
      title: isAhead ? "Starts" : "Started",
      at: startsAt,
      meaning: "From here on licenses can be activated.",
    });
  }
  if (endsAt === null) return entries;
  const endMs = Date.parse(endsAt);
  const warningMs = endMs - expiringWithinDays * dayMs;
  const isOver = !ahead(endMs);
  entries.push(
    {
      id: "warning",
      kind: ahead(warningMs) || isOver ? "neutral" : "attention",
      title: "Counts as expiring",
      at: new Date(warningMs).toISOString(),
      meaning: `${expiringWithinDays} days before its end, here and on the devices that have its licenses.`,
    },
    {
      id: "end",
      kind: isOver ? "failed" : "neutral",
      title: isOver ? "Ended" : "Ends",
      at: endsAt,
      meaning: "Whatever is still active of it is out of compliance from here on.",
    },
  );
  return entries.sort((left, right) => Date.parse(left.at) - Date.parse(right.at));
}
