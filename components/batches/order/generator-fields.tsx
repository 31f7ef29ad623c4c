"use client";

import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NumberField } from "@/components/ui/number-field";
import { Select } from "@/components/ui/select";
import { batchSizeMax } from "@/lib/contract/batches";
import type { PublishedRules } from "@/lib/domain/certificate-batches/order-rules";
import { currentValue, type Parameter, type ParameterGroup } from "./order-draft";
import { Step } from "./order-steps";
import { ParameterField } from "./parameter-field";
import type { GeneratorOrderState } from "./use-generator-order";

interface Props {
  rules: PublishedRules;
  state: GeneratorOrderState;
}

function ParameterFields(props: {
  state: GeneratorOrderState;
  group: ParameterGroup;
  parameters: readonly Parameter[];
}) {
  const { state, group, parameters } = props;
  return parameters.map((parameter) => {
    const path = `${group}.${parameter.name}`;
    return (
      <ParameterField
        key={path}
        parameter={parameter}
        value={currentValue(parameter, state.draft[group])}
        onValueChange={(value) => state.setParameter(group, parameter.name, value)}
        error={state.messageAt(path)}
        unchecked={state.isUnchecked(path)}
      />
    );
  });
}

/** Steps 2 to 4 of an order with generated keys, as the vendor's rules for the profile describe them. */
export function GeneratorFields({ rules, state }: Props) {
  const { generator } = state;
  return (
    <>
      <Step number={2} title="Generator" description="Makes the common name of each certificate.">
        <Field label="Generator" error={state.messageAt("generatorId")}>
          <Select
            items={rules.generators.map(({ generatorId, name }) => ({
              value: String(generatorId),
              label: name,
            }))}
            value={generator ? String(generator.generatorId) : null}
            onValueChange={(chosen) => state.setGenerator(Number(chosen))}
            placeholder="This certificate profile has none"
          />
        </Field>
        <ParameterFields state={state} group="generatorParameters" parameters={generator?.parameters ?? []} />
      </Step>
      <Step
        number={3}
        title="Certificates"
        description="What this certificate profile asks about each of them."
      >
        {rules.profileParameters.length === 0 && (
          <p className="text-13 text-muted">This certificate profile asks nothing.</p>
        )}
        <ParameterFields state={state} group="profileParameters" parameters={rules.profileParameters} />
      </Step>
      <Step number={4} title="Batch">
        <Field
          label="Name"
          description="New under this certificate profile: by its name the order is found again if its answer is lost."
          error={state.messageAt("batchName")}
        >
          <Input value={state.draft.batchName} onChange={(event) => state.setBatchName(event.target.value)} />
        </Field>
        <Field
          label="Size"
          description={`1 to ${batchSizeMax.toLocaleString("en")}.`}
          error={state.messageAt("batchSize")}
        >
          <NumberField
            value={state.draft.batchSize}
            onValueChange={state.setBatchSize}
            min={1}
            max={batchSizeMax}
            unit="certificates"
          />
        </Field>
      </Step>
    </>
  );
}
