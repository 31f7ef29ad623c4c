import type { StatusKind } from "@/components/ui/status-icon";
import { expiringWithinDays, type License } from "@/lib/contract/licenses";
import { returnedWords } from "../words";

export interface LifeEntry {
  id: string;
  kind: StatusKind;
  title: string;
  at: string;
  meaning: string | null;
}

const dayMs = 86_400_000;

function activated({ activatedAt, activatedBy, source, state }: License): LifeEntry[] {
  if (activatedAt === null) return [];
  const meaning = source === "vendor" ? "Not through this console." : activatedBy && `By ${activatedBy}.`;
  const isInDoubt = state === "activation_in_doubt";
  return [
    {
      id: "activated",
      kind: isInDoubt ? "unknown" : "ok",
      title: isInDoubt ? "Activation asked for, answer lost" : "Activated",
      at: activatedAt,
      meaning,
    },
  ];
}

function released({ releasedAt, releaseReason, ...license }: License): LifeEntry[] {
  if (releasedAt === null) return [];
  const meaning = [returnedWords(license), releaseReason && `Reason: ${releaseReason}`]
    .filter(Boolean)
    .join(" ");
  return [{ id: "released", kind: "neutral", title: "Released", at: releasedAt, meaning }];
}

/** When it ends matters as long as it is on a device. */
function ending({ state, endsAt }: License, nowMs: number | null): LifeEntry[] {
  if (endsAt === null || state === "released" || state === "not_activated") return [];
  const leftMs = nowMs === null ? null : Date.parse(endsAt) - nowMs;
  const isOver = leftMs !== null && leftMs <= 0;
  const isSoon = leftMs !== null && leftMs < expiringWithinDays * dayMs;
  return [
    {
      id: "end",
      kind: isOver ? "failed" : isSoon ? "attention" : "neutral",
      title: isOver ? "Ended" : "Ends",
      at: endsAt,
      meaning: "What the device uses without it is out of compliance.",
    },
  ];
}

/**
 * What has become of a license and will, in its order.
 * @param nowMs the present; null while it is not known
 */
export function lifeOf(license: License, nowMs: number | null): LifeEntry[] {
  return [...activated(license), ...released(license), ...ending(license, nowMs)].sort(
    (left, right) => Date.parse(left.at) - Date.parse(right.at),
  );
}
