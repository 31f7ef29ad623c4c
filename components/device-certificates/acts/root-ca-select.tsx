"use client";

import { problemOf } from "@/components/patterns/problem";
import { ProblemMessage } from "@/components/patterns/problem-message";
import { RetryButton } from "@/components/patterns/retry-button";
import { exactTime } from "@/components/patterns/time/format-time";
import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { type RootCaChoice, useRootCas } from "../queries";

interface Props {
  value: string | null;
  onValueChange: (caName: string | null) => void;
  /** The root CA they have now, which is no choice. */
  without: string | null;
  error: string | undefined;
}

const itemOf = ({ caName, endsAt }: RootCaChoice) => ({
  value: caName,
  label: caName,
  ...(endsAt && { description: `Ends ${exactTime(endsAt)}` }),
});

/** The root CA to move to. */
export function RootCaSelect({ value, onValueChange, without, error }: Props) {
  const read = useRootCas();
  return (
    <>
      {read.error && (
        <ProblemMessage
          problem={problemOf(read.error)}
          actions={<RetryButton onRetry={() => read.refetch()} retrying={read.isFetching} />}
        />
      )}
      <Field label="To root CA" error={error}>
        <Combobox
          items={(read.data ?? []).filter(({ caName }) => caName !== without).map(itemOf)}
          value={value}
          onValueChange={onValueChange}
          loading={read.isLoading}
          placeholder="Choose a root CA"
          emptyText="No other root CA"
        />
      </Field>
    </>
  );
}
