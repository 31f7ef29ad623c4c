import { Section } from "@/components/patterns/section";
import { exactTime } from "@/components/patterns/time/format-time";
import { Status } from "@/components/ui/status";
import type { SandboxState } from "@/lib/contract/sandbox";

const deliveriesShown = 8;

type Delivery = SandboxState["hooks"]["deliveries"][number];

function Answer({ status, error }: Delivery) {
  if (status === null) return <Status kind="failed">{error ?? "No answer"}</Status>;
  return <Status kind={status < 300 ? "ok" : "failed"}>{status}</Status>;
}

/** The hooks that u-blox knows, and how its last deliveries went. */
export function Hooks({ hooks: { registered, deliveries } }: { hooks: SandboxState["hooks"] }) {
  return (
    <Section title="Hooks" description="Addresses that u-blox was told to call, and its last deliveries.">
      {registered.length === 0 && <p className="text-13 text-muted">None: nobody is called.</p>}
      <ul className="text-13">
        {registered.map(({ url, type }) => (
          <li key={`${type} ${url}`} className="border-t border-line py-2 first:border-t-0">
            <p>{type}</p>
            <p className="font-mono text-12 text-muted [overflow-wrap:anywhere]">{url}</p>
          </li>
        ))}
      </ul>
      {deliveries.length > 0 && (
        <ul aria-label="Last deliveries" className="text-13">
          {deliveries.slice(0, deliveriesShown).map((delivery, index) => (
            <li
              // biome-ignore lint/suspicious/noArrayIndexKey: deliveries have no name of their own and are only shown
              key={index}
              className="flex flex-wrap items-baseline justify-between gap-x-4 border-t border-line py-2 first:border-t-0"
            >
              <span>
                {delivery.type} <span className="text-muted">{exactTime(delivery.time, true)}</span>
              </span>
              <Answer {...delivery} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
