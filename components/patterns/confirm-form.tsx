"use client";

import { type FormEvent, type RefObject, useRef, useState } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { type Problem, problemOf } from "./problem";
import { ProblemMessage } from "./problem-message";

interface ConfirmFormProps {
  id: string;
  level: 1 | 2 | 3;
  typed?: { word: string; label?: string };
  typedRef: RefObject<HTMLInputElement | null>;
  onBusyChange: (busy: boolean) => void;
  onConfirm: (input: { reason: string }) => Promise<void>;
}

/** What has to be typed before the button acts, and what went wrong when it did. */
export function ConfirmForm({ id, level, typed, typedRef, onBusyChange, onConfirm }: ConfirmFormProps) {
  const reasonField = useRef<HTMLTextAreaElement>(null);
  const [word, setWord] = useState("");
  const [reason, setReason] = useState("");
  const [errors, setErrors] = useState<{ word?: string; reason?: string }>({});
  const [problem, setProblem] = useState<Problem | null>(null);
  const running = useRef(false);

  /** Finds what is missing and takes the focus there. */
  const complete = (): boolean => {
    const wrongWord =
      typed && word.trim() !== typed.word ? `Type ${typed.word} exactly as it stands.` : undefined;
    const noReason =
      level === 3 && reason.trim() === "" ? "Say why. It is kept in the audit history." : undefined;
    setErrors({ word: wrongWord, reason: noReason });
    if (wrongWord) typedRef.current?.focus();
    else if (noReason) reasonField.current?.focus();
    return !wrongWord && !noReason;
  };

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (running.current || !complete()) return;
    running.current = true;
    onBusyChange(true);
    setProblem(null);
    try {
      await onConfirm({ reason: reason.trim() });
    } catch (thrown) {
      setProblem(problemOf(thrown));
    } finally {
      running.current = false;
      onBusyChange(false);
    }
  };

  return (
    <form id={id} onSubmit={submit} noValidate className="flex flex-col gap-4 empty:hidden">
      {typed && (
        <Field
          label={
            <>
              {typed.label ?? "To confirm, type"}{" "}
              <span className="font-mono text-12 font-semibold">{typed.word}</span>
            </>
          }
          error={errors.word}
        >
          <Input ref={typedRef} mono value={word} onChange={(event) => setWord(event.target.value)} />
        </Field>
      )}
      {level === 3 && (
        <Field label="Reason" error={errors.reason}>
          <Textarea
            ref={reasonField}
            rows={2}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </Field>
      )}
      {problem && <ProblemMessage problem={problem} />}
    </form>
  );
}
