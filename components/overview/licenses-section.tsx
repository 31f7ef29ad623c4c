import { readFailure, StaleNotice } from "@/components/patterns/answer";
import { Section } from "@/components/patterns/section";
import { RelativeTime } from "@/components/patterns/time/timestamp";
import { Link } from "@/components/ui/link";
import { Skeleton } from "@/components/ui/skeleton";
import { Status } from "@/components/ui/status";
import type { ReadResult } from "@/lib/browser/queries";
import type { LicensesAttention } from "@/lib/contract/licenses";
import { licensesLine } from "./licenses-words";

const lineClass = "border-t border-line py-2";

function Summary({ answer, asOf }: { answer: LicensesAttention; asOf: Date }) {
  const { group, items, connected } = answer;
  if (group === null) {
    return connected
      ? "Juniper does not answer, so nothing is known of the entitlements."
      : "Juniper is not connected.";
  }
  return (
    <>
      {items.length === 0 && "Nothing needs a look. "}Group {group.groupId}, as Juniper told it{" "}
      <RelativeTime value={asOf.toISOString()} />.
    </>
  );
}

function CredentialLine({ credential }: { credential: NonNullable<LicensesAttention["credential"]> }) {
  return (
    <li className={lineClass}>
      <Status kind={credential.kind}>
        <Link href="/connections/juniper/credentials">{credential.words}</Link>
      </Status>
    </li>
  );
}

/** What somebody should look at among licenses. Without Juniper, and with nothing on record, there is no such section. */
export function LicensesSection({ read }: { read: ReadResult<LicensesAttention> }) {
  const answer = read.data?.value;
  const credential = answer?.credential;
  if (answer && !answer.connected && answer.items.length === 0) return null;
  return (
    <Section title="Licenses" actions={<Link href="/compliance">Compliance</Link>}>
      <StaleNotice read={read} vendor="Juniper" what="the entitlements" />
      {readFailure(read) ?? (
        <>
          {read.data === undefined ? (
            <Skeleton className="h-10 w-full" />
          ) : (
            <p className="text-13 text-muted">
              <Summary answer={read.data.value} asOf={read.data.asOf} />
            </p>
          )}
          <ul className="text-13">
            {credential?.kind === "failed" && <CredentialLine credential={credential} />}
            {answer?.items.map((item) => {
              const { status, words, href } = licensesLine(item);
              return (
                <li key={item.kind} className={lineClass}>
                  <Status kind={status}>
                    <Link href={href}>{words}</Link>
                  </Status>
                </li>
              );
            })}
            {credential?.kind === "attention" && <CredentialLine credential={credential} />}
          </ul>
        </>
      )}
    </Section>
  );
}
