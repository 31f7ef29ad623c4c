"use client";

import { type FormEvent, type RefObject, useState } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { type Problem, problemOf } from "../problem";
import { ProblemMessage } from "../problem-message";

interface Props {
  id: string;
  email: string;
  field: RefObject<HTMLInputElement | null>;
  onBusyChange: (busy: boolean) => void;
  onPassword: (password: string) => Promise<void>;
}

/** The password, and what was wrong with it. It is in no state of ours: the field alone holds it. */
export function PasswordQuestion({ id, email, field, onBusyChange, onPassword }: Props) {
  const [error, setError] = useState<string>();
  const [problem, setProblem] = useState<Problem>();

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    // The dialog is a portal: without this a form around its place would submit too.
    event.stopPropagation();
    const password = field.current?.value ?? "";
    setProblem(undefined);
    setError(password === "" ? "Enter the password that you sign in with." : undefined);
    if (password === "") return field.current?.focus();
    onBusyChange(true);
    try {
      await onPassword(password);
    } catch (thrown) {
      const found = problemOf(thrown);
      const about = found.errors?.find(({ path }) => path === "password" || path === "body.password");
      if (about) setError(about.message);
      else setProblem(found);
      field.current?.select();
      field.current?.focus();
    } finally {
      onBusyChange(false);
    }
  };

  return (
    <form id={id} method="post" onSubmit={submit} noValidate className="flex flex-col gap-4">
      {/* Password managers want to know whose password is asked for. */}
      <input type="email" autoComplete="username" value={email} readOnly hidden />
      <Field label="Password" error={error}>
        <Input ref={field} name="password" type="password" autoComplete="current-password" />
      </Field>
      {problem && <ProblemMessage problem={problem} />}
    </form>
  );
}
