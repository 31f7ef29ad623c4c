"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import KeyRound from "lucide-react/icons/key-round";
import Receipt from "lucide-react/icons/receipt";
import { useRef } from "react";
import { FormProvider, useForm } from "react-hook-form";
import { problemOf } from "@/components/patterns/problem";
import { ProblemMessage } from "@/components/patterns/problem-message";
import { SecretGone } from "@/components/patterns/secret-reveal/secret-gone";
import { type SecretPart, SecretReveal } from "@/components/patterns/secret-reveal/secret-reveal";
import { useSecret } from "@/components/patterns/secret-reveal/use-secret";
import { useKeptFocus } from "@/components/patterns/use-kept-focus";
import { Button } from "@/components/ui/button";
import { useReveal } from "@/lib/browser/reveal";
import { audit } from "@/lib/contract/audit";
import { e2eKeys } from "@/lib/contract/e2e-keys";
import { LookUpFields, type LookUpValues } from "./look-up-fields";
import type { LookUp } from "./look-up-kinds";

const nothingTyped: LookUpValues = {
  keyId: "",
  keyLengthBits: 256,
  encryptedHeader: "",
  rotPublicUid: "",
  reason: "",
};

const changesHistory = [e2eKeys.lookUps, audit.list];

/** Said before the click, not after it. */
function Cost({ billed }: { billed: boolean }) {
  if (!billed) return <p className="text-13 text-muted">u-blox does not bill this call.</p>;
  return (
    <p className="flex items-center gap-1.5 text-13 font-medium">
      <Receipt aria-hidden className="size-4 text-attention" />
      u-blox bills this call
    </p>
  );
}

/** Asks for a look-up and shows once what it reveals. With a device, it is that device's keys. */
export function LookUpForm({ lookUp, rotPublicUid }: { lookUp: LookUp; rotPublicUid?: string }) {
  const form = useForm<LookUpValues>({
    resolver: zodResolver(lookUp.operation.body),
    defaultValues: { ...nothingTyped, ...(rotPublicUid !== undefined && { rotPublicUid }) },
    mode: "onTouched",
  });
  const { secret, secondsLeft, ended, show, hide } = useSecret<SecretPart[]>();
  const reveal = useReveal(lookUp.operation, {
    onRevealed: (answer: unknown) => show(lookUp.partsOf(answer)),
    invalidates: changesHistory,
  });
  const button = useRef<HTMLButtonElement>(null);
  const keptFocus = useKeptFocus(button);
  const submit = form.handleSubmit((body) => {
    hide();
    reveal.mutate({ body });
  });
  return (
    <div className="grid gap-x-12 gap-y-5 lg:grid-cols-[minmax(0,30rem)_minmax(0,1fr)]">
      <FormProvider {...form}>
        <form
          noValidate
          aria-label={lookUp.name}
          onSubmit={(event) => {
            event.preventDefault();
            if (!reveal.isPending) void submit(event);
          }}
          className="flex flex-col gap-5"
        >
          <p className="text-13 text-soft">{lookUp.purpose}</p>
          <LookUpFields asks={lookUp.asks} deviceKnown={rotPublicUid !== undefined} />
          <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
            <Button
              ref={button}
              type="submit"
              variant="primary"
              icon={<KeyRound aria-hidden className="size-4" />}
              loading={reveal.isPending}
            >
              Reveal {lookUp.reveals}
            </Button>
            <Cost billed={lookUp.billed} />
          </div>
          {reveal.error && <ProblemMessage problem={problemOf(reveal.error)} />}
        </form>
      </FormProvider>
      <div {...keptFocus}>
        {secret !== null && (
          <SecretReveal title={lookUp.name} parts={secret} secondsLeft={secondsLeft} onHide={hide} />
        )}
        {secret === null && ended !== null && !reveal.isPending && !reveal.error && (
          <SecretGone
            ended={ended}
            again={
              lookUp.billed
                ? "Revealing it again is another call, which u-blox bills."
                : "It can be revealed again."
            }
          />
        )}
      </div>
    </div>
  );
}
