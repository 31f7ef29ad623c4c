"use client";

import { IdentifierText } from "@/components/patterns/identifier";
import { problemOf } from "@/components/patterns/problem";
import { ProblemMessage } from "@/components/patterns/problem-message";
import { RetryButton } from "@/components/patterns/retry-button";
import { Section } from "@/components/patterns/section";
import { Link } from "@/components/ui/link";
import { Spinner } from "@/components/ui/spinner";
import type { Finding, RelatedDevice } from "@/lib/contract/findings";
import { findingPage } from "./columns";
import { useRelated } from "./queries";
import { isAboutSclNumbers } from "./words";

const numberNames: Record<RelatedDevice["shares"], string> = {
  deviceSerialNumber: "device serial number",
  imei: "IMEI",
};

/** Who else has the same numbers. */
export function RelatedDevices({ finding }: { finding: Finding }) {
  const read = useRelated(finding.findingId);
  const answer = read.data?.value;
  return (
    <Section title="Related devices" description="Other devices with the same serial number or IMEI.">
      {read.error && !answer && <ProblemMessage problem={problemOf(read.error)} />}
      {read.isPending && <Spinner />}
      {answer?.items.length === 0 && (
        <p className="text-13 text-muted">
          {answer.complete ? "No other device is known to share them." : "No other finding shares them."}
        </p>
      )}
      {answer && answer.items.length > 0 && (
        <ul aria-label="Related devices" className="text-13">
          {answer.items.map((related) => (
            <li
              key={`${related.rotPublicUid} ${related.shares} ${related.value}`}
              className="flex flex-wrap items-center gap-x-4 gap-y-1 border-t border-line py-2 first:border-t-0 first:pt-0"
            >
              <Link href={`/devices/${related.rotPublicUid}`}>
                <IdentifierText value={related.rotPublicUid} />
              </Link>
              <span className="text-muted">
                same {numberNames[related.shares]}{" "}
                <span className="font-mono text-12 text-ink">{related.value}</span>
              </span>
              {related.findingId && <Link href={findingPage(related.findingId)}>Its finding</Link>}
            </li>
          ))}
        </ul>
      )}
      {answer && !answer.complete && (
        <p className="flex flex-wrap items-center gap-2 text-12 text-muted">
          u-blox did not answer who else has this serial number: only our findings were compared.
          <RetryButton onRetry={() => read.refetch()} retrying={read.isFetching} />
        </p>
      )}
      {isAboutSclNumbers(finding) && (
        <p className="text-12 text-muted">
          u-blox does not tell SCL context serial numbers, so devices that share one are not listed.
        </p>
      )}
    </Section>
  );
}
