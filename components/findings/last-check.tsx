"use client";

import { DegradedBanner } from "@/components/patterns/banners";
import { RelativeTime } from "@/components/patterns/time/timestamp";
import { Spinner } from "@/components/ui/spinner";

interface Props {
  lastCheck: { at: string; words: string; complete: boolean } | null;
  checking: boolean;
}

/** When the vendor was asked about everything, and what came of it. */
export function LastCheck({ lastCheck, checking }: Props) {
  return (
    <div className="flex flex-col gap-3">
      <p className="flex flex-wrap items-center gap-x-2 text-13 text-muted" role="status">
        {checking ? (
          <>
            <Spinner label="Checking" />
            <span>u-blox is being asked about the devices of every device profile.</span>
          </>
        ) : lastCheck === null ? (
          "The devices were not checked yet. It is done by itself every hour."
        ) : (
          <span>
            Checked <RelativeTime value={lastCheck.at} />. {lastCheck.complete && lastCheck.words}
          </span>
        )}
      </p>
      {!checking && lastCheck !== null && !lastCheck.complete && (
        <DegradedBanner title="The last check did not see everything">{lastCheck.words}</DegradedBanner>
      )}
    </div>
  );
}
