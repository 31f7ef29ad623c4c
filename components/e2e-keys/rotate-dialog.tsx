"use client";

import { useState } from "react";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import type { Problem } from "@/components/patterns/problem";
import { Spinner } from "@/components/ui/spinner";
import { type HeartbeatEffect, heartbeatEffect, heartbeatSecondsOf } from "./heartbeat-effect";
import { useDevice, useRotate } from "./queries";
import type { Rotated } from "./rotated-notice";
import { daysProblem, type RotationDraft, rotationOf, usualRotation } from "./rotation-draft";
import { RotationFields } from "./rotation-fields";

/** One device, and the rotation that was chosen for it so far. */
export interface RotationAct {
  rotPublicUid: string;
  draft?: RotationDraft;
}

interface Props {
  /** Nothing while closed. */
  act: RotationAct | undefined;
  onClose: () => void;
  onRotated: (rotated: Rotated) => void;
}

/** Sets the rotation of one device's keys: what it does to the heartbeat stands in the first line. */
export function RotateDialog({ act, ...rest }: Props) {
  const [opening, setOpening] = useState<{ number: number; act: RotationAct }>();
  if (act !== undefined && act !== opening?.act) setOpening({ number: (opening?.number ?? 0) + 1, act });
  // What was open stays while it fades, and keeps nothing for the next opening.
  return opening && <Opened key={opening.number} act={opening.act} open={act !== undefined} {...rest} />;
}

function Opened({
  act: { rotPublicUid, draft: initially = usualRotation },
  open,
  onClose,
  onRotated,
}: Props & { act: RotationAct; open: boolean }) {
  const [draft, setDraft] = useState(initially);
  const device = useDevice(rotPublicUid);
  const rotate = useRotate();
  const rotation = rotationOf(draft);
  // Without it nobody knows what the rotation changes; a device that cannot be read is one of an unknown heartbeat.
  const reading = device.isPending;
  const heartbeatSeconds = heartbeatSecondsOf(device.data?.value);
  const effect = rotation && heartbeatEffect(rotation, heartbeatSeconds);
  const shortens = effect?.shortens ?? false;
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      level={shortens ? 2 : 1}
      gentle={!shortens}
      title="Rotate keys"
      subject={<span className="font-mono text-13">{rotPublicUid}</span>}
      consequence={reading ? <Spinner label="Reading the heartbeat" /> : <Consequence effect={effect} />}
      doesNot="What was looked up before is not called back."
      cost="One call to u-blox, not billed."
      typed={shortens ? { word: rotPublicUid, label: "To confirm, type the RoT UID" } : undefined}
      onConfirm={async () => {
        if (rotation === undefined) throw { title: daysProblem } satisfies Problem;
        if (reading) throw stillReading;
        const body = { devices: { rotPublicUids: [rotPublicUid] }, rotation };
        onRotated({ rotPublicUid, ...(await rotate.mutateAsync({ body })) });
      }}
    >
      <div className="flex flex-col gap-4">
        <RotationFields value={draft} onValueChange={setDraft} />
      </div>
    </ConfirmDialog>
  );
}

const stillReading: Problem = {
  title: "The device's heartbeat is still being read",
  detail: "It decides what the rotation changes.",
  next: "Wait a moment, then try again.",
};

function Consequence({ effect }: { effect: HeartbeatEffect | undefined }) {
  if (effect === undefined) return daysProblem;
  return (
    <span aria-live="polite">
      {effect.words}
      {effect.shortens && " A device in contact more often uses more battery and data."}
    </span>
  );
}
