import { Facts } from "@/components/patterns/facts";
import { fileSize } from "@/components/patterns/file-size";
import { Section } from "@/components/patterns/section";
import { ExactTime } from "@/components/patterns/time/timestamp";
import type { Job } from "@/lib/contract/jobs";
import { countOf } from "../words/counting";

/** The file that an export makes: what it holds, how long it is kept. */
export function JobFile({ job }: { job: Job }) {
  const { file, unit, expiresAt } = job;
  if (file === null) return null;
  return (
    <Section title="File">
      <Facts
        facts={[
          { label: "Name", value: <span className="font-mono text-12">{file.name}</span> },
          { label: "Holds", value: `${countOf(file.rows, unit)}${file.complete ? "" : " so far"}` },
          { label: "Size", value: fileSize(file.bytes) },
          {
            label: "Kept until",
            value: expiresAt && <ExactTime value={expiresAt} />,
            missing: "said when it is complete",
          },
        ]}
      />
    </Section>
  );
}
