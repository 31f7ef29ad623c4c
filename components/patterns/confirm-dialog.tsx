"use client";

import { type ReactNode, useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { ButtonLink } from "@/components/ui/link";
import { ConfirmFacts } from "./confirm-facts";
import { ConfirmForm } from "./confirm-form";

export interface ConfirmDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /**
   * 1: cheap to make again, a confirmation. 2: breaks running things or many objects, the name (or
   * the count) is typed. 3: as 2, with a reason. Level 0 is `showUndo` and no dialog.
   */
  level: 1 | 2 | 3;
  /** Verb and thing: "Delete tag". Also the button. */
  title: string;
  /** The button's words where they differ: "Delete 37 tags". */
  confirmLabel?: string;
  /** What exactly, in bold: the object's name. */
  subject?: ReactNode;
  /** First line: what will happen, and when. */
  consequence: ReactNode;
  /** What it does not do, where people expect it. */
  doesNot?: ReactNode;
  /** Calls, balance, usage events at the vendor. */
  cost?: ReactNode;
  /** What should be done first, with the way there. */
  prerequisites?: readonly { text: ReactNode; href?: string; met?: boolean }[];
  /** It cannot be done now: why, and the way out. There is then nothing to confirm. */
  blocked?: { reason: ReactNode; wayOut?: { label: string; href: string } };
  /** Levels 2 and 3: the object's name, or the count as plain digits. */
  typed?: { word: string; label?: string };
  /** Not destructive: the button is primary instead of red. */
  gentle?: boolean;
  /** Resolves when done (the dialog closes) or throws a problem (the dialog stays and shows it). */
  onConfirm: (input: { reason: string }) => Promise<void>;
  /** Impact numbers, lists, previews. */
  children?: ReactNode;
}

/** Asks before something that cannot simply be undone. One for the whole product. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const [busy, setBusy] = useState(false);
  const formId = useId();
  const cancel = useRef<HTMLButtonElement>(null);
  const typed = useRef<HTMLInputElement>(null);
  const asksForWord = props.typed !== undefined && !props.blocked;
  // An act that was sent must not lose its answer: while it runs the dialog stays.
  const change = (open: boolean) => {
    if (!busy) props.onOpenChange(open);
  };
  return (
    <Dialog
      open={props.open}
      onOpenChange={change}
      title={props.title}
      description={props.blocked ? props.blocked.reason : props.consequence}
      initialFocus={asksForWord ? typed : cancel}
      footer={
        <>
          <Button ref={cancel} onClick={() => change(false)}>
            {props.blocked ? "Close" : "Cancel"}
          </Button>
          {props.blocked?.wayOut && (
            <ButtonLink variant="primary" href={props.blocked.wayOut.href}>
              {props.blocked.wayOut.label}
            </ButtonLink>
          )}
          {!props.blocked && (
            <Button type="submit" form={formId} variant={props.gentle ? "primary" : "danger"} loading={busy}>
              {props.confirmLabel ?? props.title}
            </Button>
          )}
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <ConfirmFacts {...props} />
        {!props.blocked && (
          <ConfirmForm
            id={formId}
            level={props.level}
            typed={props.typed}
            typedRef={typed}
            onBusyChange={setBusy}
            onConfirm={async (input) => {
              await props.onConfirm(input);
              props.onOpenChange(false);
            }}
          />
        )}
      </div>
    </Dialog>
  );
}
