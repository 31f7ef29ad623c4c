"use client";

import { useFormContext } from "react-hook-form";
import type { z } from "zod";
import { FormField } from "@/components/patterns/form-sheet/form-field";
import { FormSheet } from "@/components/patterns/form-sheet/form-sheet";
import { Notice } from "@/components/patterns/notice";
import { Input } from "@/components/ui/input";
import { NumberField } from "@/components/ui/number-field";
import { type NewRootCa, newRootCa, type RootCa, renewBeforeDays } from "@/lib/contract/root-cas";
import { doubtsAbout } from "./doubts";
import { useCreateRootCa } from "./queries";
import { yearsOf } from "./words";

/** A field that is left empty is no window. */
const form = newRootCa.extend({
  renewBeforeDays: renewBeforeDays.nullish().transform((days) => days ?? undefined),
});
type Form = z.input<typeof form>;

const usual: Form = {
  caName: "",
  caValidityDays: 3_650,
  certificateValidityDays: 365,
  renewBeforeDays: null,
};

function Days(props: {
  name: keyof Form;
  label: string;
  description: string;
  min: number;
  max: number;
  optional?: boolean;
}) {
  const { name, label, description, min, max, optional } = props;
  const days: unknown = useFormContext<Form>().watch(name);
  const years = typeof days === "number" ? yearsOf(days) : undefined;
  return (
    <FormField name={name} label={label} description={description} optional={optional} aside={years}>
      {(field) => (
        <NumberField
          value={field.value}
          onValueChange={field.onChange}
          onBlur={field.onBlur}
          ref={field.ref}
          min={min}
          max={max}
          unit="days"
        />
      )}
    </FormField>
  );
}

/** What the vendor allows and is seldom meant, said before it is sent. */
function Doubts() {
  const typed = useFormContext<Form>().watch();
  const doubts = doubtsAbout(typed);
  if (doubts.length === 0) return null;
  return (
    <Notice kind="attention" title="Is this what you mean?">
      <ul className="flex flex-col gap-1">
        {doubts.map((doubt) => (
          <li key={doubt}>{doubt}</li>
        ))}
      </ul>
    </Notice>
  );
}

/** Creates a root CA. `onCreated` is told what was made, which need not be what was asked for. */
export function CreateRootCaForm({
  open,
  onOpenChange,
  onCreated,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onCreated: (made: RootCa, wanted: NewRootCa) => void;
}) {
  const create = useCreateRootCa();
  return (
    <FormSheet
      open={open}
      onOpenChange={onOpenChange}
      title="Create root CA"
      description="u-blox makes its key and keeps it. Its validities cannot be changed later. One call to u-blox."
      schema={form}
      defaultValues={usual}
      onSubmit={async (body) => {
        onCreated(await create.mutateAsync({ body }), body);
      }}
    >
      <FormField
        name="caName"
        label="Name"
        description="1 to 45 letters, digits, underscores, dashes and dots. It must be unique among all customers of u-blox: a name that nobody here sees may be taken. A domain name of yours is a good choice."
      >
        {(field) => <Input {...field} mono placeholder="devices.example.com" />}
      </FormField>
      <Days
        name="caValidityDays"
        label="Validity of the root CA"
        description="1,825 to 3,650 days. When it ends, so do all its device certificates."
        min={1_825}
        max={3_650}
      />
      <Days
        name="certificateValidityDays"
        label="Validity of device certificates"
        description="30 to 3,650 days, at most: a certificate that would outlive the root CA ends with it."
        min={30}
        max={3_650}
      />
      <Days
        name="renewBeforeDays"
        label="Renew before the end"
        description="1 to 365 days. So long before its end a device certificate is renewed by itself, at the device's next security heartbeat: same key, new serial number. Needs the subscription “Device Certificate Management”; empty means no renewal by itself."
        min={1}
        max={365}
        optional
      />
      <Doubts />
    </FormSheet>
  );
}
