"use client";

import { FormField } from "@/components/patterns/form-sheet/form-field";
import { problemOf } from "@/components/patterns/problem";
import { ProblemMessage } from "@/components/patterns/problem-message";
import { RetryButton } from "@/components/patterns/retry-button";
import { exactTime } from "@/components/patterns/time/format-time";
import { Combobox } from "@/components/ui/combobox";
import { useAllRootCas } from "./queries";

/** The root CA that zero touch provisioning takes certificates from, out of those that there are. */
export function RootCaField({ set, unset }: { set: string | null; unset: string }) {
  const read = useAllRootCas();
  const items = (read.data ?? []).map(({ caName, expiresAt }) => ({
    value: caName,
    label: caName,
    ...(expiresAt && { description: `Ends ${exactTime(expiresAt)}` }),
  }));
  // What is set stands even where the list does not have it.
  const missing = set !== null && !items.some(({ value }) => value === set);
  return (
    <>
      {read.error && (
        <ProblemMessage
          problem={problemOf(read.error)}
          actions={<RetryButton onRetry={() => read.refetch()} retrying={read.isFetching} />}
        />
      )}
      <FormField name="rootCaName" label="Root CA for zero touch provisioning" description={unset}>
        {(field) => (
          <Combobox
            items={missing ? [{ value: set, label: set }, ...items] : items}
            value={field.value}
            onValueChange={field.onChange}
            onBlur={field.onBlur}
            ref={field.ref}
            loading={read.isLoading}
            placeholder="Choose a root CA"
            emptyText="No such root CA"
          />
        )}
      </FormField>
    </>
  );
}
