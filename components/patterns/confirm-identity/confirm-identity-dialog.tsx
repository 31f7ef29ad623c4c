"use client";

import { useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { PasswordQuestion } from "./password-question";
import { ProviderQuestion } from "./provider-question";

export interface ConfirmIdentityDialogProps {
  open: boolean;
  /** "password": it is asked for here · "provider": the identity provider asks, in a window of its own. */
  by: "password" | "provider";
  /** Whose password it is, for password managers. */
  email: string;
  /** Resolves when the password was right, or throws a problem, which is shown. */
  onPassword: (password: string) => Promise<void>;
  /** Opens the identity provider's window. */
  onProvider: () => void;
  /** Given up: what waits is not carried out. */
  onCancel: () => void;
}

/**
 * Asks people who are signed in to show once more who they are, before something that hands out secrets. What they were
 * doing stays as it is behind the dialog, and goes on afterwards.
 */
export function ConfirmIdentityDialog(props: ConfirmIdentityDialogProps) {
  const { open, by, onCancel } = props;
  const [busy, setBusy] = useState(false);
  const [signingIn, setSigningIn] = useState(false);
  const formId = useId();
  const passwordField = useRef<HTMLInputElement>(null);
  const providerButton = useRef<HTMLButtonElement>(null);
  // Each question begins anew.
  if (!open && signingIn) setSigningIn(false);
  const cancel = () => {
    if (!busy) onCancel();
  };
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !next && cancel()}
      size="small"
      modalOnly
      title="Confirm that it is you"
      description="It is more than five minutes since you last showed it. What you began goes on when you have confirmed."
      initialFocus={by === "password" ? passwordField : providerButton}
      footer={
        <>
          <Button onClick={cancel}>Cancel</Button>
          {by === "password" ? (
            <Button type="submit" form={formId} variant="primary" loading={busy}>
              Confirm
            </Button>
          ) : (
            <Button
              ref={providerButton}
              variant="primary"
              onClick={() => {
                setSigningIn(true);
                props.onProvider();
              }}
            >
              Sign in again
            </Button>
          )}
        </>
      }
    >
      {by === "password" ? (
        <PasswordQuestion
          id={formId}
          email={props.email}
          field={passwordField}
          onBusyChange={setBusy}
          onPassword={props.onPassword}
        />
      ) : (
        <ProviderQuestion signingIn={signingIn} />
      )}
    </Dialog>
  );
}
