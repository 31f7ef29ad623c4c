import { readFailure } from "@/components/patterns/answer";
import { Section } from "@/components/patterns/section";
import { RelativeTime } from "@/components/patterns/time/timestamp";
import { Link } from "@/components/ui/link";
import { Skeleton } from "@/components/ui/skeleton";
import { Status } from "@/components/ui/status";
import type { ReadResult } from "@/lib/browser/queries";
import type { Finding } from "@/lib/contract/findings";

const shownMax = 3;

type Answer = { items: Finding[]; openCount: number; lastCheck: { at: string } | null };

function Summary({ openCount, lastCheck }: Answer) {
  if (lastCheck === null) return <>The devices have not been checked yet.</>;
  return (
    <>
      {openCount === 0 ? "Nothing is open." : `${openCount.toLocaleString("en-US")} open.`} Last checked{" "}
      <RelativeTime value={lastCheck.at} />.
    </>
  );
}

/** Clones and suspicious devices that nobody has looked at. */
export function FindingsSection({ read }: { read: ReadResult<Answer> }) {
  const answer = read.data?.value;
  return (
    <Section title="Findings" actions={<Link href="/findings">All findings</Link>}>
      {readFailure(read) ?? (
        <>
          {answer === undefined ? (
            <Skeleton className="h-10 w-full" />
          ) : (
            <p className="text-13 text-muted">
              <Summary {...answer} />
            </p>
          )}
          <ul className="text-13">
            {answer?.items.slice(0, shownMax).map(({ findingId, kind, rotPublicUid, lastSeenAt }) => (
              <li
                key={findingId}
                className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-t border-line py-2"
              >
                <Status kind="attention">{kind === "clone" ? "Cloned" : "Suspicious"}</Status>
                <span className="flex flex-wrap gap-x-2">
                  <Link href={`/findings/${findingId}`}>
                    <span className="font-mono text-12">{rotPublicUid}</span>
                  </Link>
                  <span className="text-muted">
                    <RelativeTime value={lastSeenAt} />
                  </span>
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  );
}
