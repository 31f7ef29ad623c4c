"use client";

import { type FormEvent, useState } from "react";
import { problemOf } from "@/components/patterns/problem";
import { ProblemMessage } from "@/components/patterns/problem-message";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { NumberField } from "@/components/ui/number-field";
import { useCountOtherCalls } from "./queries";

const callsMax = 100_000;
const usualCalls = 50;

/** Somebody else works with the same credentials: their calls count too, and the console cannot know of them. */
export function OtherCalls() {
  const count = useCountOtherCalls();
  const [calls, setCalls] = useState<number | null>(usualCalls);
  const [error, setError] = useState<string>();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (calls === null || !Number.isInteger(calls) || calls < 1 || calls > callsMax) {
      setError("A whole number from 1 to 100,000.");
      return;
    }
    setError(undefined);
    count.mutate({ body: { count: calls } });
  };
  return (
    <>
      <form noValidate onSubmit={submit} className="flex flex-wrap items-start gap-3">
        <Field label="Calls of somebody else" error={error}>
          <NumberField value={calls} onValueChange={setCalls} min={1} max={callsMax} unit="calls" />
        </Field>
        <Button type="submit" loading={count.isPending} className="mt-6.5">
          Use up
        </Button>
      </form>
      {count.isError && <ProblemMessage problem={problemOf(count.error)} />}
    </>
  );
}
