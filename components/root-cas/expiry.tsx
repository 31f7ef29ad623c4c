"use client";

import { ExactTime } from "@/components/patterns/time/timestamp";
import { Status } from "@/components/ui/status";
import { StatusIcon } from "@/components/ui/status-icon";
import { useNow } from "@/components/ui/use-now";
import type { RootCaInList } from "@/lib/contract/root-cas";
import { endOf, rootCaStanding } from "./standing";

const minuteMs = 60_000;

type Ends = Pick<RootCaInList, "expiresAt" | "certificate">;

/** How a root CA stands, as a badge beside its name. */
export function RootCaStatus({ rootCa }: { rootCa: Ends }) {
  const standing = rootCaStanding(endOf(rootCa), useNow(minuteMs));
  if (standing === undefined) return null;
  return (
    <Status kind={standing.kind} variant="badge">
      {standing.word}
    </Status>
  );
}

/** When it ends, exactly, with the days left; marked when somebody has to act. */
export function RootCaEnd({ rootCa }: { rootCa: Ends }) {
  const endsAt = endOf(rootCa);
  const standing = rootCaStanding(endsAt, useNow(minuteMs));
  return (
    <span className="inline-flex items-center gap-1.5 align-bottom">
      {standing !== undefined && standing.kind !== "ok" && (
        <StatusIcon kind={standing.kind} className="size-3.5 shrink-0" />
      )}
      <ExactTime value={endsAt} missing="not said by u-blox" />
    </span>
  );
}
