"use client";

import { useFormContext } from "react-hook-form";
import { FormField } from "@/components/patterns/form-sheet/form-field";
import { Select, type SelectItem } from "@/components/ui/select";
import type { ProvisioningSettings } from "@/lib/contract/provisioning";
import { featureLabel } from "@/lib/domain/heartbeat/settings";
import { differenceLine, settableFeatures, settingsLine } from "@/lib/domain/provisioning/settings";
import { HeartbeatField } from "./heartbeat-field";
import { RootCaField } from "./root-ca-field";
import { type FeatureChoice, type SettingsInput, settingsOf } from "./settings-form";

const set: SelectItem<FeatureChoice>[] = [
  { value: "on", label: "On" },
  { value: "off", label: "Off" },
];

interface Props {
  /** What is set now. For many devices, where that differs, undefined. */
  before: ProvisioningSettings | undefined;
}

/** The four features, the heartbeat and the root CA: all that can be set. */
export function SettingsFields({ before }: Props) {
  const unset: SelectItem<FeatureChoice> = {
    value: "unset",
    label: before === undefined ? "Leave as it is" : "Not set",
  };
  const isSet = (name: string) => before?.features.some((feature) => feature.name === name);
  return (
    <>
      {settableFeatures.map((name) => (
        <FormField
          key={name}
          name={name}
          label={featureLabel(name)}
          aside={<span className="font-mono">{name}</span>}
        >
          {(field) => (
            <Select
              items={isSet(name) ? set : [unset, ...set]}
              value={field.value}
              onValueChange={field.onChange}
              onBlur={field.onBlur}
              ref={field.ref}
            />
          )}
        </FormField>
      ))}
      <HeartbeatField
        unset={before === undefined ? "Empty: left as it is." : "Not set: the vendor's default."}
      />
      <RootCaField
        set={before?.rootCaName ?? null}
        unset={before === undefined ? "Empty: left as it is." : "Where the device's certificate comes from."}
      />
    </>
  );
}

/** What would be sent, in one line, as the form stands. */
export function Difference({ before }: Props) {
  const { watch } = useFormContext<SettingsInput>();
  const after = settingsOf(watch());
  const line = before === undefined ? settingsLine(after) : differenceLine(before, after);
  return (
    <div role="status" className="rounded-card bg-sunken px-3 py-2.5 text-13">
      <p className="text-12 text-muted">{before === undefined ? "What is set" : "What changes"}</p>
      <p className="font-medium [overflow-wrap:anywhere]">{line || "Nothing yet"}</p>
    </div>
  );
}
