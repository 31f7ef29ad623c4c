"use client";

import { signIn } from "next-auth/react";
import { useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field-error";
import { Link } from "@/components/ui/link";
import { Spinner } from "@/components/ui/spinner";
import { announceConfirmation } from "@/lib/browser/confirm-identity";
import { Door } from "./door";

export type ConfirmationStage =
  | { at: "begin" }
  | { at: "confirmed" }
  /** Why it is not sure who came back. */
  | { at: "failed"; error: string };

interface Props {
  stage: ConfirmationStage;
  /** Where to go on; null in a window that was opened for this alone. */
  next: string | null;
}

const words: Record<string, string> = {
  another_person:
    "Somebody else signed in there. Sign in as the person you are here, or sign out of the console first.",
  not_anew:
    "Your identity provider did not say that you signed in just now. Ask an administrator: it has to answer with auth_time.",
  no_role: "Your organization's account has no role here any more. Ask an administrator.",
  disabled: "Your account is disabled. Ask an administrator.",
};

const wordsFor = (error: string) => words[error] ?? "Signing in there did not work, or was given up.";

function askAnew(next: string | null): void {
  const callbackUrl = `/confirm-identity?returned=yes${next === null ? "" : `&next=${encodeURIComponent(next)}`}`;
  // Whatever is asked for here, the server believes only the time that the provider's signed answer names.
  void signIn("oidc", { callbackUrl }, { prompt: "login", max_age: "0" });
}

/** The way to the identity provider and back, by which its people confirm who they are. */
export function ConfirmIdentityScreen({ stage, next }: Props) {
  const begun = useRef(false);
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    if (stage.at === "begin") askAnew(next);
    if (stage.at !== "confirmed") return;
    announceConfirmation();
    if (next === null) window.close();
    else window.location.replace(next);
  }, [stage.at, next]);

  switch (stage.at) {
    case "begin":
      return (
        <Door title="Confirm that it is you" lead="Your organization's sign-in asks you once more.">
          <Spinner label="Taking you there" />
        </Door>
      );
    case "confirmed":
      return (
        <Door title="It is you" lead="What you began goes on in the window that you came from.">
          {next === null ? (
            <p className="text-14">You can close this window.</p>
          ) : (
            <Link href={next}>Go on</Link>
          )}
        </Door>
      );
    case "failed":
      return (
        <Door title="Confirm that it is you" lead="It is not sure yet that it is you.">
          <div className="flex flex-col gap-4">
            <div role="alert">
              <FieldError>{wordsFor(stage.error)}</FieldError>
            </div>
            <Button variant="primary" onClick={() => askAnew(next)}>
              Sign in again
            </Button>
            {next !== null && <Link href={next}>Go back without confirming</Link>}
          </div>
        </Door>
      );
  }
}
