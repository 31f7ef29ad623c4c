"use client";

import { Section } from "@/components/patterns/section";
import { Button } from "@/components/ui/button";
import { Status } from "@/components/ui/status";
import { type ActiveFault, faultDescriptions } from "@/lib/contract/sandbox";
import { useClearFaults } from "./queries";
import { vendorWord } from "./vendor-words";

/** Which calls a fault hits, in words. */
function reachOf({ method, pathPrefix, times }: ActiveFault): string {
  const calls = `${method ?? "all"} calls${pathPrefix === undefined ? "" : ` to ${pathPrefix}`}`;
  return times === undefined
    ? `${calls}, until cleared`
    : `${calls}, the next ${times.toLocaleString("en-US")}`;
}

export function Faults({ faults }: { faults: readonly ActiveFault[] }) {
  const clear = useClearFaults();
  return (
    <Section
      title="Faults"
      description="How the simulated vendors misbehave at the moment."
      actions={
        faults.length > 0 && (
          <Button loading={clear.isPending} onClick={() => clear.mutate({})}>
            Clear all faults
          </Button>
        )
      }
    >
      {faults.length === 0 ? (
        <p className="text-13 text-muted">None: every vendor behaves.</p>
      ) : (
        <ul className="text-13">
          {faults.map((fault) => (
            <li key={fault.id} className="border-t border-line py-2 first:border-t-0">
              <Status kind="attention">
                {vendorWord(fault.vendor)}: {fault.fault.replaceAll("_", " ")}
              </Status>
              <p className="mt-0.5 pl-5.5 text-muted">
                {faultDescriptions[fault.fault]}. {reachOf(fault)}.
              </p>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
