"use client";

import { useFormContext } from "react-hook-form";
import { FormField } from "@/components/patterns/form-sheet/form-field";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { RadioGroup } from "@/components/ui/radio-group";
import { hexProgress } from "./hex-progress";
import type { LookUp } from "./look-up-kinds";

/** What the forms hold between them; each look-up takes its own part. */
export interface LookUpValues {
  keyId: string;
  keyLengthBits: 128 | 256;
  encryptedHeader: string;
  rotPublicUid: string;
  reason: string;
}

/** Hexadecimal digits: counted while they are typed, and what cannot become right is said at once. */
function HexField(props: {
  name: "keyId" | "encryptedHeader" | "rotPublicUid";
  label: string;
  description: string;
  lengths: readonly number[];
}) {
  const { register, watch, formState } = useFormContext<LookUpValues>();
  const { words, problem } = hexProgress(watch(props.name), props.lengths);
  return (
    <Field
      label={props.label}
      description={props.description}
      aside={<span className="tabular">{words}</span>}
      error={problem ?? formState.errors[props.name]?.message}
    >
      <Input mono {...register(props.name)} />
    </Field>
  );
}

const keyLengths = [
  { value: "128", label: "128 bits" },
  { value: "256", label: "256 bits" },
] as const;

function KeyIdFields() {
  const { watch, setValue } = useFormContext<LookUpValues>();
  return (
    <>
      <HexField
        name="keyId"
        label="Key identity"
        description="28 hexadecimal digits, as the device uses it with the key."
        lengths={[28]}
      />
      <RadioGroup
        legend="Key length"
        value={watch("keyLengthBits") === 128 ? "128" : "256"}
        onValueChange={(bits) => setValue("keyLengthBits", bits === "128" ? 128 : 256, { shouldDirty: true })}
        options={keyLengths}
      />
    </>
  );
}

function HeaderField() {
  return (
    <HexField
      name="encryptedHeader"
      label="Encrypted header"
      description="The head of the message: 32 hexadecimal digits in version 1, 24 or 22 in version 2."
      lengths={[22, 24, 32]}
    />
  );
}

function DeviceField() {
  return (
    <HexField
      name="rotPublicUid"
      label="RoT UID"
      description="16 hexadecimal digits, leading zeros included."
      lengths={[16]}
    />
  );
}

const questions: Record<LookUp["asks"], () => React.ReactNode> = {
  keyId: KeyIdFields,
  header: HeaderField,
  device: DeviceField,
};

/** What a look-up is asked with, and why. A device that is known already is not asked for. */
export function LookUpFields({ asks, deviceKnown }: { asks: LookUp["asks"]; deviceKnown: boolean }) {
  const Question = questions[asks];
  return (
    <>
      {!(asks === "device" && deviceKnown) && <Question />}
      <FormField
        name="reason"
        label="Reason"
        description="Kept in the audit history for good, with your name. No place for secrets."
      >
        {(field) => <Input {...field} />}
      </FormField>
    </>
  );
}
