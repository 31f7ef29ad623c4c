"use client";

import { type FormEvent, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { EntitlementGroup } from "../paths";
import { entitlementNameOf, type TakenFor, takenFor, takenForWords } from "./taken-for";
import { useValidate } from "./use-validate";
import { ValidationAnswer } from "./validation-answer";

const other: Readonly<Record<TakenFor, TakenFor>> = { ssrn: "activationCode", activationCode: "ssrn" };

/** What the text is taken for, and the way to say otherwise. */
function Taken({ taken, onOther }: { taken: TakenFor | undefined; onOther: () => void }) {
  if (taken === undefined) {
    return "Takes one Juniper call. What is typed here is neither kept nor put into an address.";
  }
  return (
    <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
      <span>
        Taken for an <span className="font-medium text-ink">{takenForWords[taken]}</span>.
      </span>
      <button
        type="button"
        onClick={onOther}
        className="rounded-2 text-accent underline decoration-accent/40 underline-offset-3 hover:decoration-accent"
      >
        It is an {takenForWords[other[taken]]}
      </button>
    </span>
  );
}

/** Takes an activation code or an SSRN and says plainly what Juniper makes of it. */
export function ValidateBox({ listed, group }: { listed: EntitlementGroup; group: EntitlementGroup }) {
  const [typed, setTyped] = useState("");
  /** What the person says it is; null while they leave it to us. */
  const [said, setSaid] = useState<TakenFor | null>(null);
  const [fault, setFault] = useState<string>();
  const field = useRef<HTMLInputElement>(null);
  const { validation, validate, forget } = useValidate();
  const asking = validation.stage === "asking";
  const taken = typed.trim() === "" ? undefined : (said ?? takenFor(typed));

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (asking) return;
    const read = entitlementNameOf(typed, taken);
    setFault("message" in read ? read.message : undefined);
    if ("message" in read) return field.current?.focus();
    await validate(read.name);
    // A code that has been asked for is done with; an SSRN is no secret and may be mistyped.
    if ("activationCode" in read.name) setTyped("");
  };

  return (
    <div className="flex flex-col gap-3">
      <form onSubmit={submit} noValidate aria-label="Validate an entitlement" className="max-w-160">
        <Field
          label="Validate an activation code or SSRN"
          error={fault}
          description={
            <Taken
              taken={taken}
              onOther={() => {
                if (taken !== undefined) setSaid(other[taken]);
              }}
            />
          }
        >
          <div className="flex gap-2">
            <Input
              ref={field}
              mono
              autoComplete="off"
              spellCheck={false}
              value={typed}
              onChange={(event) => {
                setTyped(event.target.value);
                setFault(undefined);
                if (event.target.value.trim() === "") setSaid(null);
              }}
            />
            <Button type="submit" loading={asking}>
              Validate
            </Button>
          </div>
        </Field>
      </form>
      <ValidationAnswer validation={validation} listed={listed} group={group} onForget={forget} />
    </div>
  );
}
