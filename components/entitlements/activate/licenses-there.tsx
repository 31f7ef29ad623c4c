"use client";

import { LicenseStanding } from "@/components/patterns/license-standing";
import { problemOf } from "@/components/patterns/problem";
import { ProblemMessage } from "@/components/patterns/problem-message";
import { RetryButton } from "@/components/patterns/retry-button";
import { ExactTime } from "@/components/patterns/time/timestamp";
import { Link } from "@/components/ui/link";
import { Spinner } from "@/components/ui/spinner";
import { type EntitlementGroup, licensePath } from "../paths";
import { useLicensesOn } from "../queries";
import { alreadyThere } from "./activation-words";

/** What a device has already, before another license is activated for it. */
export function LicensesThere(props: { serialNumber: string; ssrn: string | null; group: EntitlementGroup }) {
  const { serialNumber, ssrn, group } = props;
  const read = useLicensesOn(serialNumber, group);
  const answer = read.isPlaceholderData ? undefined : read.data?.value;
  if (answer === undefined) {
    if (!read.error) return <Spinner label="Looking for licenses on this device" />;
    return (
      <ProblemMessage
        problem={problemOf(read.error)}
        actions={<RetryButton onRetry={() => read.refetch()} retrying={read.isFetching} />}
      />
    );
  }
  const there = alreadyThere(answer.items, ssrn);
  if (there.length === 0) return <p className="text-soft">No license is known on this serial number.</p>;
  return (
    <div>
      <p className="font-medium">On this serial number already</p>
      <ul className="mt-1 flex flex-col gap-1.5">
        {there.map((license) => (
          <li key={license.licenseId} className="flex flex-wrap items-center gap-x-3">
            <Link href={licensePath(license.licenseId)}>
              {license.productDescription ?? license.productSku ?? license.ssrn ?? license.licenseId}
            </Link>
            <LicenseStanding standing={license.standing} />
            {license.ssrn === ssrn && <span className="text-attention">of this entitlement</span>}
            {license.endsAt && (
              <span className="text-muted">
                ends <ExactTime value={license.endsAt} distance={false} />
              </span>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
