"use client";

import { Section } from "@/components/patterns/section";
import { useCan } from "@/components/patterns/who";
import { Tabs } from "@/components/ui/tabs";
import { LookUpForm } from "./look-up-form";
import { type LookUp, lookUps } from "./look-up-kinds";

const all: readonly LookUp[] = Object.values(lookUps);

/** The look-ups, each with its form. On a device's page those that ask for nothing else. */
export function LookUps({ rotPublicUid }: { rotPublicUid?: string }) {
  const mayReveal = useCan()("e2e:reveal");
  if (!mayReveal) return null;
  const offered = rotPublicUid === undefined ? all : all.filter(({ asks }) => asks === "device");
  return (
    <Section
      title="Look up keys"
      description="Shown once, for one minute. You may be asked to confirm that it is you; every look-up is in the audit history."
    >
      <Tabs
        items={offered.map((lookUp) => ({
          value: lookUp.operation.operationId,
          label: lookUp.name,
          content: <LookUpForm lookUp={lookUp} rotPublicUid={rotPublicUid} />,
        }))}
      />
    </Section>
  );
}
