import { readFailure } from "@/components/patterns/answer";
import { ConnectionState } from "@/components/patterns/connection-state";
import { Section } from "@/components/patterns/section";
import { RelativeTime } from "@/components/patterns/time/timestamp";
import { Link } from "@/components/ui/link";
import { Skeleton } from "@/components/ui/skeleton";
import type { ReadResult } from "@/lib/browser/queries";
import type { Connection } from "@/lib/contract/connections";

function Detail({ connection }: { connection: Connection }) {
  if (connection.state === "failing" && connection.lastError) {
    return (
      <>
        {connection.lastError.words} <RelativeTime value={connection.lastError.at} />
      </>
    );
  }
  if (connection.state === "not_connected") return <>{connection.missing.length} settings missing</>;
  return connection.lastSuccessAt ? (
    <>
      last success <RelativeTime value={connection.lastSuccessAt} />
    </>
  ) : null;
}

/** The vendors and how they are. */
export function HealthSection({ read }: { read: ReadResult<{ items: Connection[] }> }) {
  return (
    <Section title="Vendor connections">
      {readFailure(read) ?? (
        <ul className="text-13">
          {read.data === undefined && <Skeleton className="h-16 w-full" />}
          {read.data?.value.items.map((connection) => (
            <li
              key={connection.vendor}
              className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-t border-line py-2 first:border-t-0"
            >
              <Link href="/connections">{connection.name}</Link>
              <span className="flex flex-wrap items-center gap-x-3 text-muted">
                <Detail connection={connection} />
                <ConnectionState state={connection.state} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
