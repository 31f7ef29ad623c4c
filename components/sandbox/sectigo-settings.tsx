"use client";

import { Section } from "@/components/patterns/section";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import type { SandboxState } from "@/lib/contract/sandbox";
import { useChangeSettings } from "./queries";

const outcomes = [
  { value: "ready", label: "Ready", description: "Issued and downloadable after the delay" },
  {
    value: "ready_late",
    label: "Ready, downloadable later",
    description: "The status says ready 20 s before it is",
  },
  { value: "failed", label: "Failed", description: "Neither pending nor downloadable" },
  { value: "issued_partly", label: "Issued partly", description: "Downloadable, with fewer certificates" },
] as const;

/** What becomes of batches ordered from now on. */
export function SectigoSettings({ settings }: { settings: SandboxState["settings"] }) {
  const change = useChangeSettings();
  const { sectigo } = settings;
  return (
    <Section title="Sectigo" description="For batches that are ordered from now on.">
      <Field label="Outcome of new batches" className="max-w-80">
        <Select
          items={outcomes}
          value={sectigo.batchOutcome}
          onValueChange={(batchOutcome) => change.mutate({ body: { sectigo: { batchOutcome } } })}
        />
      </Field>
      <Switch
        checked={sectigo.acceptMultipart}
        onChange={(event) => change.mutate({ body: { sectigo: { acceptMultipart: event.target.checked } } })}
        label="Take CSR uploads as multipart too"
      />
    </Section>
  );
}
