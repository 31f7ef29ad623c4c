"use client";

import { FormField } from "@/components/patterns/form-sheet/form-field";
import { FormSheet } from "@/components/patterns/form-sheet/form-sheet";
import { Input } from "@/components/ui/input";
import type { Onboarding } from "@/lib/contract/juniper-access";
import { useUpdateOnboarding } from "../queries";
import { factsAsTyped, factsChange, factsForm } from "./facts-change";

/** Writes down what was agreed with Juniper. */
export function FactsForm({
  open,
  onboarding,
  onClose,
}: {
  open: boolean;
  onboarding: Onboarding;
  onClose: () => void;
}) {
  const update = useUpdateOnboarding();
  return (
    <FormSheet
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title="Write down what was agreed"
      description="Kept here for whoever comes after you. Nothing is sent to Juniper."
      submitLabel="Save"
      schema={factsForm}
      defaultValues={factsAsTyped(onboarding)}
      onSubmit={async (facts) => {
        await update.mutateAsync({ body: factsChange(onboarding, facts) });
      }}
    >
      <FormField
        name="customerSourceIdentifier"
        label="Customer source identifier"
        description="As it was established with Juniper. Empty opens the step again."
        optional
      >
        {(field) => <Input {...field} mono />}
      </FormField>
      <FormField
        name="unreachableAlias"
        label="Alias for outages"
        description="Told when Juniper cannot connect to the endpoint. An alias of several people outlasts one who leaves."
        optional
      >
        {(field) => <Input {...field} type="email" placeholder="licenses-operations@example.com" />}
      </FormField>
      <FormField
        name="secretAlias"
        label="Alias for the new secret"
        description="Receives the new secret once a year. Whoever reads it can act as this client: keep the list short."
        optional
      >
        {(field) => <Input {...field} type="email" placeholder="licenses-secrets@example.com" />}
      </FormField>
    </FormSheet>
  );
}
