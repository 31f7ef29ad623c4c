import { Section } from "@/components/patterns/section";
import { ExactTime, RelativeTime } from "@/components/patterns/time/timestamp";
import { Timeline } from "@/components/patterns/timeline";
import { Link } from "@/components/ui/link";
import type { CertificateActRecord } from "@/lib/contract/device-certificates";
import { serialNumberText } from "@/lib/domain/x509/serial-numbers";
import { recordLook } from "../words";

function Detail({ record }: { record: CertificateActRecord }) {
  const { askedBy, serialNumber, jobId, endedAt, caName } = record;
  return (
    <>
      asked for by {askedBy}
      {jobId && (
        <>
          {" "}
          with <Link href={`/jobs/${jobId}`}>a job</Link>
        </>
      )}
      <span className="block">
        {caName}
        {serialNumber && (
          <>
            {" · "}
            <span className="font-mono">{serialNumberText(serialNumber)}</span>
          </>
        )}
      </span>
      {endedAt && record.act !== "revoke" && (
        <span className="block">
          {record.state === "applied" ? "Seen on the device " : "Given up "}
          <ExactTime value={endedAt} distance={false} />
        </span>
      )}
    </>
  );
}

/** What was asked for about this device's certificates through this console. */
export function ActHistory({ acts }: { acts: readonly CertificateActRecord[] }) {
  return (
    <Section title="Acts" description="What was asked for here, newest first.">
      {acts.length === 0 ? (
        <p className="text-13 text-muted">Nothing was asked for through this console.</p>
      ) : (
        <Timeline
          label="Acts on certificates of this device"
          entries={acts.map((record) => {
            const { kind, words } = recordLook(record);
            return {
              id: record.askedAt,
              kind,
              title: words,
              time: <RelativeTime value={record.askedAt} />,
              detail: <Detail record={record} />,
            };
          })}
        />
      )}
    </Section>
  );
}
