"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { registrationCode } from "@/lib/contract/root-cas";

/** Takes the registration code; the field keeps what was typed, and says what is wrong with it. */
export function CodeForm({ code, onCode }: { code: string; onCode: (code: string) => void }) {
  const [typed, setTyped] = useState(code);
  const [error, setError] = useState<string>();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const read = registrationCode.safeParse(typed);
    setError(read.error?.issues[0]?.message);
    if (read.success) onCode(read.data);
    else event.currentTarget.querySelector("input")?.focus();
  };
  return (
    <form noValidate onSubmit={submit} className="flex w-full flex-col items-start gap-4">
      <Field
        className="w-full"
        label="Registration code"
        description="AWS IoT shows it when a CA certificate is registered; Azure calls it verification code. It is no secret, and works for a short time only."
        error={error}
      >
        <Input mono value={typed} onChange={(event) => setTyped(event.target.value)} />
      </Field>
      <Button type="submit" variant="primary">
        Continue
      </Button>
    </form>
  );
}
