"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FieldError } from "@/components/ui/field-error";
import { Input } from "@/components/ui/input";
import { Link } from "@/components/ui/link";
import { problemDocument } from "@/lib/contract/problem";
import { password as passwordRule } from "@/lib/contract/users";
import { Door } from "./door";

/** Where an invited person sets a password. The link's secret stands behind `#` and reaches the server only in the body. */
export function WelcomeScreen() {
  const [error, setError] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [email, setEmail] = useState<string>();

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const password = String(new FormData(event.currentTarget).get("password"));
    const checked = passwordRule.safeParse(password);
    setError(checked.error?.issues[0]?.message);
    setProblem(undefined);
    if (!checked.success) return;
    setBusy(true);
    const answer = await send({ secret: window.location.hash.slice(1), password });
    setBusy(false);
    if ("email" in answer) setEmail(answer.email);
    else setProblem(answer.problem);
  };

  if (email !== undefined) {
    return (
      <Door title="Your password is set" lead={`You can sign in as ${email} now.`}>
        <Link href="/sign-in">Go to sign in</Link>
      </Door>
    );
  }
  return (
    <Door title="Set your password" lead="An administrator invited you. The link works once, for three days.">
      {/* By POST even before the page's scripts run: a password must not get into an address. */}
      <form method="post" onSubmit={submit} className="flex flex-col gap-4" noValidate>
        <div role="alert">{problem && <FieldError>{problem}</FieldError>}</div>
        <Field
          label="New password"
          description="At least 12 characters. Length matters more than symbols."
          error={error}
        >
          <Input name="password" type="password" autoComplete="new-password" autoFocus />
        </Field>
        <Button type="submit" variant="primary" loading={busy}>
          Set password
        </Button>
      </form>
    </Door>
  );
}

async function send(body: {
  secret: string;
  password: string;
}): Promise<{ email: string } | { problem: string }> {
  try {
    const response = await fetch("/api/welcome", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    const answer: unknown = await response.json();
    if (response.ok) return { email: String((answer as { email: unknown }).email) };
    const { detail, next } = problemDocument.parse(answer);
    return { problem: `${detail} ${next}` };
  } catch {
    return { problem: "The console does not answer. Check your connection and try again." };
  }
}
