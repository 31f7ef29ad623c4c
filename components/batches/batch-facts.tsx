import { type Fact, Facts } from "@/components/patterns/facts";
import { Identifier } from "@/components/patterns/identifier";
import { Section } from "@/components/patterns/section";
import { ExactTime } from "@/components/patterns/time/timestamp";
import { CopyButton } from "@/components/ui/copy-button";
import type { Batch } from "@/lib/contract/batches";

const unsaid = "not said by Sectigo";

function factsOf(batch: Batch): Fact[] {
  return [
    ...(batch.rejectReason === null ? [] : [{ label: "Reject reason", value: batch.rejectReason }]),
    { label: "Certificate profile", value: batch.profileName, missing: unsaid },
    { label: "Certificates", value: <span className="tabular">{batch.size.toLocaleString("en")}</span> },
    {
      label: "Order number",
      value: batch.orderNumber && <Identifier value={String(batch.orderNumber)} label="order number" />,
      missing: unsaid,
    },
    { label: "Created", value: batch.createdAt && <ExactTime value={batch.createdAt} />, missing: unsaid },
    { label: "Active", value: batch.active ? "Yes, Sectigo is working on it" : "No" },
    { label: "Rejectable", value: batch.rejectable ? "Yes, in Sectigo's own portal" : "No" },
    {
      label: "Sectigo user",
      value: batch.userId !== null && <span className="font-mono text-12">{batch.userId}</span>,
      missing: unsaid,
    },
  ];
}

/** A value whole, however many digits it has. */
function Value({ name, value }: { name: string; value: string }) {
  if (value === "") return <span className="text-muted">empty</span>;
  return (
    <span className="inline-flex max-w-full items-start gap-1">
      <span className="min-w-0 font-mono text-12 [overflow-wrap:anywhere]">{value}</span>
      <CopyButton value={value} label={`Copy ${name}`} className="-my-0.5" />
    </span>
  );
}

/** What Sectigo says about the batch. */
export function BatchFacts({ batch }: { batch: Batch }) {
  const parameters = Object.entries(batch.generatorParameters ?? {});
  return (
    <>
      <Section title="Order">
        <Facts facts={factsOf(batch)} />
      </Section>
      <Section title="Generator parameters">
        {parameters.length === 0 ? (
          <p className="text-13 text-muted">None: its common names came with CSRs.</p>
        ) : (
          <Facts
            facts={parameters.map(([name, value]) => ({
              label: name,
              value: <Value name={name} value={value} />,
            }))}
          />
        )}
      </Section>
    </>
  );
}
