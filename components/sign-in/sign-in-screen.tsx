"use client";

import { signIn } from "next-auth/react";
import { type FormEvent, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FieldError } from "@/components/ui/field-error";
import { Input } from "@/components/ui/input";
import { Door } from "./door";

interface Props {
  /** Where to go after signing in; a path of ours. */
  next: string;
  error: string | null;
  singleSignOn: boolean;
}

/** The words for each way in which signing in fails. One for a wrong password and an unknown person alike. */
const words: Record<string, string> = {
  CredentialsSignin: "E-mail address and password do not match an account that can sign in.",
  throttled: "Too many attempts have failed. Wait a quarter of an hour, then try again.",
  no_role:
    "Your organization's account has no role here. Ask an administrator to add you to a group that has one.",
  incomplete_claims: "Your identity provider did not vouch for an e-mail address. Ask an administrator.",
  disabled: "Your account is disabled. Ask an administrator.",
  address_taken:
    "Your e-mail address belongs to an account with a password. Sign in with that, or ask an administrator.",
  unreachable: "The console does not answer. Check your connection and try again.",
};

const wordsFor = (error: string) => words[error] ?? "Signing in did not work. Try again.";

export function SignInScreen({ next, error: firstError, singleSignOn }: Props) {
  const [error, setError] = useState(firstError);
  const [busy, setBusy] = useState(false);
  const passwordInput = useRef<HTMLInputElement>(null);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setError(null);
    const answer = await signIn("credentials", {
      email: String(form.get("email")),
      password: String(form.get("password")),
      redirect: false,
    }).catch(() => ({ error: "unreachable" }));
    if (answer?.error) {
      setError(answer.error);
      setBusy(false);
      passwordInput.current?.select();
      return;
    }
    // A full load: nothing of what the page before knew is kept.
    window.location.assign(next);
  };

  return (
    <Door title="Sign in" lead="One console for your devices, certificates, licenses and keys.">
      {/* By POST even before the page's scripts run: a password must not get into an address. */}
      <form method="post" onSubmit={submit} className="flex flex-col gap-4" noValidate>
        <div role="alert">{error !== null && <FieldError>{wordsFor(error)}</FieldError>}</div>
        <Field label="E-mail address">
          <Input name="email" type="email" autoComplete="username" required autoFocus />
        </Field>
        <Field label="Password">
          <Input
            ref={passwordInput}
            name="password"
            type="password"
            autoComplete="current-password"
            required
          />
        </Field>
        <Button type="submit" variant="primary" loading={busy}>
          Sign in
        </Button>
        {singleSignOn && (
          <Button onClick={() => signIn("oidc", { callbackUrl: next })}>Sign in with single sign-on</Button>
        )}
      </form>
    </Door>
  );
}
