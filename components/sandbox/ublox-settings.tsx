"use client";

import { Section } from "@/components/patterns/section";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import type { SandboxState } from "@/lib/contract/sandbox";
import { useChangeSettings } from "./queries";
import { withValue } from "./with-value";

type Settings = SandboxState["settings"]["ublox"];

const switches = [
  {
    name: "certificateManagement",
    label: "Device Certificate Management subscription",
    description: "Off: changes of certificates and revocation lists are refused.",
  },
  {
    name: "emptySuccessBodies",
    label: "Answer changes with nothing",
    description: "Off: most say Success.",
  },
  {
    name: "uidsAsNumbers",
    label: "Write UIDs as numbers in answers about keys",
    description: "As the document's samples do.",
  },
  {
    name: "repeatPages",
    label: "Repeat the first page of every list",
    description: "For ever, whatever page is asked for.",
  },
] as const;

const enough = "enough";

const quotas = [
  { value: enough, label: "Enough" },
  { value: "0", label: "Used up", description: "Certificate changes of any device are refused" },
];
const totals = [
  { value: "0", label: "Right" },
  { value: "1", label: "One too many" },
  { value: "-1", label: "One too few" },
];
const deliveries = [
  { value: "1", label: "Once" },
  { value: "2", label: "Twice" },
  { value: "0", label: "Never" },
];

/** How u-blox answers and delivers from now on. */
export function UbloxSettings({ settings }: { settings: Settings }) {
  const change = useChangeSettings();
  const set = (ublox: Partial<Settings>) => change.mutate({ body: { ublox } });
  const quota = settings.certificateQuota === null ? enough : String(settings.certificateQuota);
  const total = String(settings.totalRecordsOff);
  const times = String(settings.hookDeliveries);
  return (
    <Section title="u-blox" description="For calls and events from now on.">
      {switches.map(({ name, ...words }) => (
        <Switch
          key={name}
          {...words}
          checked={settings[name]}
          onChange={(event) => set({ [name]: event.target.checked })}
        />
      ))}
      <Field label="Certificate quota of every device" className="max-w-80">
        <Select
          items={withValue(quotas, quota)}
          value={quota}
          onValueChange={(value) => set({ certificateQuota: value === enough ? null : Number(value) })}
        />
      </Field>
      <Field label="Total of every list" className="max-w-80">
        <Select
          items={withValue(totals, total)}
          value={total}
          onValueChange={(value) => set({ totalRecordsOff: Number(value) })}
        />
      </Field>
      <Field label="Deliver each hook event" className="max-w-80">
        <Select
          items={withValue(deliveries, times)}
          value={times}
          onValueChange={(value) => set({ hookDeliveries: Number(value) })}
        />
      </Field>
    </Section>
  );
}
