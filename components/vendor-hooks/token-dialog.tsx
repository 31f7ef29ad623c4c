"use client";

import { type ReactNode, useState } from "react";
import { problemOf } from "@/components/patterns/problem";
import { ProblemMessage } from "@/components/patterns/problem-message";
import { SecretGone } from "@/components/patterns/secret-reveal/secret-gone";
import { SecretReveal } from "@/components/patterns/secret-reveal/secret-reveal";
import { useSecret } from "@/components/patterns/secret-reveal/use-secret";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { hookTypeLabels } from "@/lib/contract/event-labels";
import type { HookReceiver, MadeReceiver } from "@/lib/contract/vendor-hooks";
import { useConnect, useMakeToken } from "./queries";
import type { ReceiverAct } from "./receiver-actions";

interface Words {
  title: string;
  consequence: string;
  doesNot: string;
}

function wordsFor(act: ReceiverAct, { connectedAt, tokenMadeAt }: HookReceiver): Words {
  if (act === "makeToken") {
    return {
      title: "Make token by hand",
      consequence:
        tokenMadeAt === null
          ? "The receiver takes calls with this token as soon as somebody registers both at u-blox."
          : "The token before it stops at once: until the new one is registered at u-blox, its calls are refused and events are lost.",
      doesNot: "Nothing is sent to u-blox.",
    };
  }
  if (connectedAt === null) {
    return {
      title: "Connect receiver",
      consequence: "u-blox calls this console whenever such an event happens, beginning now.",
      doesNot: "What happened before is not sent again.",
    };
  }
  return {
    title: "Change token",
    consequence: "u-blox is given a new token. The old one is taken until u-blox has confirmed the new one.",
    doesNot: "No event is lost meanwhile.",
  };
}

interface Asked {
  act: ReceiverAct;
  receiver: HookReceiver;
}

/** Makes a token and shows it once. Open while something is asked for. */
export function TokenDialog({ asked, onClose }: { asked: Asked | undefined; onClose: () => void }) {
  const connect = useConnect();
  const makeToken = useMakeToken();
  const secret = useSecret<MadeReceiver>();
  const [wasMade, setWasMade] = useState(false);
  const write = asked?.act === "makeToken" ? makeToken : connect;
  const close = () => {
    if (write.isPending) return;
    secret.hide();
    setWasMade(false);
    connect.reset();
    makeToken.reset();
    onClose();
  };
  const make = async ({ act, receiver }: Asked) => {
    const made = await (act === "makeToken" ? makeToken : connect).mutateAsync({
      params: { type: receiver.type },
    });
    // The secret is held by what shows it, and by nothing else.
    connect.reset();
    makeToken.reset();
    setWasMade(true);
    secret.show(made);
  };
  const words = asked && wordsFor(asked.act, asked.receiver);
  return (
    <Dialog
      open={asked !== undefined}
      onOpenChange={(open) => !open && close()}
      title={words?.title ?? ""}
      description={wasMade ? undefined : words?.consequence}
      size="large"
      modalOnly={wasMade}
      footer={
        <>
          <Button onClick={close}>{wasMade ? "Close" : "Cancel"}</Button>
          {asked && !wasMade && (
            <Button variant="primary" loading={write.isPending} onClick={() => make(asked).catch(() => {})}>
              {words?.title}
            </Button>
          )}
        </>
      }
    >
      {asked && (
        <div className="flex flex-col gap-4 text-13">
          {!wasMade && (
            <Question
              receiver={asked.receiver}
              doesNot={words?.doesNot}
              sendsCalls={asked.act === "connect"}
            />
          )}
          {write.error && <ProblemMessage problem={problemOf(write.error)} />}
          {secret.secret && (
            <SecretReveal
              title="Authorization of this receiver"
              secondsLeft={secret.secondsLeft}
              onHide={secret.hide}
              parts={[
                { label: "Address", value: secret.secret.url },
                {
                  label: "Authorization",
                  description: "Word for word, “Bearer” included",
                  value: secret.secret.authorization,
                },
              ]}
            />
          )}
          {wasMade && secret.ended && (
            <SecretGone ended={secret.ended} again="A new one can be made at any time." />
          )}
          {wasMade && (
            <p>
              {asked.act === "connect"
                ? "u-blox has this token already: there is nothing left to do, and no need to keep it."
                : "Register the address and the authorization at u-blox for the type "}
              {asked.act === "makeToken" && <span className="font-mono text-12">{asked.receiver.type}.</span>}
            </p>
          )}
        </div>
      )}
    </Dialog>
  );
}

function Question({
  receiver,
  doesNot,
  sendsCalls,
}: {
  receiver: HookReceiver;
  doesNot: ReactNode;
  sendsCalls: boolean;
}) {
  return (
    <>
      <p className="font-medium">{hookTypeLabels[receiver.type]}</p>
      <p className="font-mono text-12 [overflow-wrap:anywhere]">{receiver.url}</p>
      <p className="text-muted">
        {doesNot} {sendsCalls && "Two calls to u-blox."}
      </p>
    </>
  );
}
