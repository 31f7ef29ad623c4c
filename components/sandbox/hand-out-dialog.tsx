"use client";

import { type FormEvent, type ReactNode, useId, useState } from "react";
import { problemOf } from "@/components/patterns/problem";
import { ProblemMessage } from "@/components/patterns/problem-message";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";

/** Something to copy. */
export interface HandedOut {
  label: string;
  text: string;
}

export interface HandOutDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Verb and thing; also the button. */
  title: string;
  description: ReactNode;
  /** What is chosen before: how long something is good for. The first one is the default. */
  choice: { label: string; items: readonly { value: string; label: string }[] };
  /** Shown with what was handed out: what to do with it. */
  next: ReactNode;
  handOut: (chosen: string) => Promise<readonly HandedOut[]>;
}

/** Has a simulated vendor hand something out, and shows it to be copied. All of it is made up. */
export function HandOutDialog({ open, onOpenChange, ...props }: HandOutDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={props.title} description={props.description}>
      {/* Mounted with the dialog, so that each opening begins anew. */}
      <HandOut {...props} onClose={() => onOpenChange(false)} />
    </Dialog>
  );
}

function HandOut({
  title,
  choice,
  next,
  handOut,
  onClose,
}: Omit<HandOutDialogProps, "open" | "onOpenChange" | "description"> & { onClose: () => void }) {
  const formId = useId();
  const [chosen, setChosen] = useState(choice.items[0]?.value ?? "");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [handedOut, setHandedOut] = useState<readonly HandedOut[] | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setError(null);
    await handOut(chosen).then(setHandedOut, setError);
    setBusy(false);
  };
  if (handedOut !== null) {
    return (
      <div className="flex flex-col gap-4">
        {handedOut.map(({ label, text }) => (
          <div key={label} className="flex flex-col gap-1.5">
            <p className="text-13 font-medium">{label}</p>
            <CodeBlock code={text} label={label} maxHeight="short" wrap={!text.includes("\n")} />
          </div>
        ))}
        <p className="text-13 text-soft">{next}</p>
        <div className="flex justify-end">
          <Button onClick={onClose}>Close</Button>
        </div>
      </div>
    );
  }
  return (
    <form id={formId} onSubmit={submit} className="flex flex-col gap-4">
      <Field label={choice.label} className="max-w-80">
        <Select items={choice.items} value={chosen} onValueChange={setChosen} />
      </Field>
      {error !== null && <ProblemMessage problem={problemOf(error)} />}
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="primary" loading={busy}>
          {title}
        </Button>
      </div>
    </form>
  );
}
