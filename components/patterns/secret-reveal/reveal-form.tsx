"use client";

import Eye from "lucide-react/icons/eye";
import { type FormEvent, type ReactNode, type RefObject, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { problemOf } from "../problem";
import { ProblemMessage } from "../problem-message";
import { useKeptFocus } from "../use-kept-focus";
import { SecretGone } from "./secret-gone";
import { type SecretPart, SecretReveal } from "./secret-reveal";
import type { SecretControl } from "./use-secret";

export interface RevealFormProps {
  /** What is revealed, inside of sentences: "license key". */
  what: string;
  /** Over the revealed parts: "License key". */
  title: string;
  /** Of `useSecret`, held where the reveal is. */
  secret: SecretControl<SecretPart[]>;
  /** Asks for it; its answer goes to `secret.show`. */
  onReveal: (reason: string) => void;
  revealing: boolean;
  /** Why it was not revealed; null when nothing went wrong. */
  error: unknown;
  /** In the place of the secret while it is hidden: dots, or nothing where it stands masked elsewhere. */
  hidden?: ReactNode;
  /** The field for the reason, for a dialog that begins with it. */
  reason?: RefObject<HTMLTextAreaElement | null>;
}

/** The server takes no shorter reason. */
const reasonLengthMin = 3;

/** Asks why, and shows once what is revealed. The answer goes nowhere else. */
export function RevealForm(props: RevealFormProps) {
  const { what, title, secret, onReveal, revealing, error } = props;
  const [reason, setReason] = useState("");
  const [fault, setFault] = useState<string>();
  const own = useRef<HTMLTextAreaElement>(null);
  const field = props.reason ?? own;
  const keptFocus = useKeptFocus(field);

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    // It may stand in a dialog or sheet: the form around its place is another one.
    event.stopPropagation();
    if (revealing) return;
    // A reason is one line; Enter in the field is no mistake worth a message.
    const said = reason.trim().replaceAll(/\s+/g, " ");
    setFault(said.length < reasonLengthMin ? "Say why, in a few words." : undefined);
    if (said.length < reasonLengthMin) field.current?.focus();
    else onReveal(said);
  };

  return (
    <div {...keptFocus} className="flex flex-col gap-4">
      {secret.secret !== null ? (
        <SecretReveal
          title={title}
          parts={secret.secret}
          secondsLeft={secret.secondsLeft}
          onHide={secret.hide}
        />
      ) : (
        <form noValidate aria-label={`Reveal ${what}`} onSubmit={submit} className="flex flex-col gap-4">
          {secret.ended !== null && !revealing && !error && (
            <SecretGone ended={secret.ended} again="It can be revealed again." />
          )}
          {props.hidden}
          <Field
            label="Reason"
            error={fault}
            description="Stands in the audit history with your name, for ever."
          >
            <Textarea
              ref={field}
              rows={2}
              maxLength={500}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          </Field>
          {error !== null && error !== undefined && <ProblemMessage problem={problemOf(error)} />}
          <Button
            type="submit"
            variant="primary"
            icon={<Eye aria-hidden className="size-4" />}
            loading={revealing}
            className="self-start"
          >
            Reveal {what}
          </Button>
        </form>
      )}
    </div>
  );
}
