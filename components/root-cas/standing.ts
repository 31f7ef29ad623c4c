import type { StatusKind } from "@/components/ui/status-icon";
import type { RootCaInList } from "@/lib/contract/root-cas";

/** u-blox first warns of a root CA's end so long before it (seed, hook ROOTCA_EXPIRATION_EVENT). */
export const firstWarningDays = 180;

export const dayMs = 86_400_000;

/** When a root CA ends: as the vendor says, else as its certificate does; null when neither does. */
export function endOf({
  expiresAt,
  certificate,
}: Pick<RootCaInList, "expiresAt" | "certificate">): string | null {
  return expiresAt ?? certificate?.notAfter ?? null;
}

export interface RootCaStanding {
  kind: Extract<StatusKind, "ok" | "attention" | "failed">;
  word: string;
}

/** How a root CA stands by its end; undefined when that, or the present, is not known. */
export function rootCaStanding(endsAt: string | null, nowMs: number | null): RootCaStanding | undefined {
  if (endsAt === null || nowMs === null) return undefined;
  const leftMs = Date.parse(endsAt) - nowMs;
  if (leftMs <= 0) return { kind: "failed", word: "Expired" };
  return leftMs < firstWarningDays * dayMs
    ? { kind: "attention", word: "Expires soon" }
    : { kind: "ok", word: "Valid" };
}
