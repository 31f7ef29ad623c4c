"use client";

import RotateCw from "lucide-react/icons/rotate-cw";
import { useState } from "react";
import { Facts } from "@/components/patterns/facts";
import { Section } from "@/components/patterns/section";
import { NoPermission } from "@/components/patterns/states";
import { useCan } from "@/components/patterns/who";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { durationWords } from "@/lib/domain/heartbeat/duration";
import { heartbeatSecondsOf } from "./heartbeat-effect";
import { LookUpLog } from "./look-up-log";
import { LookUps } from "./look-ups";
import { useDevice } from "./queries";
import { RotateDialog, type RotationAct } from "./rotate-dialog";
import { type Rotated, RotatedNotice } from "./rotated-notice";

/** The end-to-end keys of one device: how they rotate, what a message to it needs, and who looked. */
export function E2eKeysPanel({ rotPublicUid }: { rotPublicUid: string }) {
  const can = useCan();
  const [act, setAct] = useState<RotationAct>();
  const [rotated, setRotated] = useState<Rotated>();
  const device = useDevice(rotPublicUid).data?.value;
  const heartbeatSeconds = heartbeatSecondsOf(device);
  return (
    <div className="flex flex-col gap-8">
      <Section
        title="Rotation"
        description="How often the device's keys change."
        actions={
          can("e2e:rotate") && (
            <Button
              icon={<RotateCw aria-hidden className="size-4" />}
              onClick={() => setAct({ rotPublicUid })}
            >
              Rotate keys
            </Button>
          )
        }
      >
        {rotated && <RotatedNotice rotated={rotated} />}
        <Facts
          facts={[
            { label: "Set now", value: null, missing: "u-blox does not tell." },
            {
              label: "Security heartbeat",
              value: heartbeatSeconds === null ? null : durationWords(heartbeatSeconds),
              missing: device === undefined ? "not read yet" : "u-blox does not tell.",
            },
          ]}
        />
      </Section>
      {can("e2e:reveal") ? (
        <>
          <LookUps rotPublicUid={rotPublicUid} />
          <p className="text-13 text-muted">
            Keys of messages from the device are looked up by key identity or by header, under{" "}
            <Link href="/e2e-keys">End-to-end keys</Link>.
          </p>
        </>
      ) : (
        <NoPermission permission="e2e:reveal" what="look up or rotate end-to-end keys" />
      )}
      <LookUpLog rotPublicUid={rotPublicUid} />
      <RotateDialog act={act} onClose={() => setAct(undefined)} onRotated={setRotated} />
    </div>
  );
}
