"use client";

import { useEffect } from "react";
import { ConfirmIdentityDialog } from "@/components/patterns/confirm-identity/confirm-identity-dialog";
import { useWho } from "@/components/patterns/who";
import { call } from "@/lib/browser/call";
import {
  answerConfirmation,
  onConfirmationAnnounced,
  useConfirmationAsked,
} from "@/lib/browser/confirm-identity";
import { useRead } from "@/lib/browser/queries";
import { session } from "@/lib/contract/users";

const providerWindow = "popup,width=520,height=720";

/** In a window of its own, so that this page keeps what was typed; where windows are blocked, in this one. */
function askProvider(): void {
  const opened = window.open("/confirm-identity", "muniment-confirm-identity", providerWindow);
  if (opened !== null) return;
  const { pathname, search } = window.location;
  window.location.assign(`/confirm-identity?next=${encodeURIComponent(pathname + search)}`);
}

/** The one place that asks people to confirm who they are, whatever act it is for. */
export function IdentityConfirmation() {
  const { email } = useWho();
  const asked = useConfirmationAsked();
  const me = useRead(session.get, {}, { enabled: asked });
  const by = me.data?.value.confirmation.by;
  useEffect(() => {
    if (asked) return onConfirmationAnnounced(() => answerConfirmation(true));
  }, [asked]);
  // Nobody knows how to ask: what waits gets its refusal, which says what to do.
  const helpless = asked && by === undefined && me.error !== null;
  useEffect(() => {
    if (helpless) answerConfirmation(false);
  }, [helpless]);
  return (
    <ConfirmIdentityDialog
      open={asked && by !== undefined}
      by={by ?? "password"}
      email={email}
      onPassword={async (password) => {
        await call(session.confirm, { body: { password } });
        answerConfirmation(true);
      }}
      onProvider={askProvider}
      onCancel={() => answerConfirmation(false)}
    />
  );
}
