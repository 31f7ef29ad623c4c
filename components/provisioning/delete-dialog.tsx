"use client";

import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { Facts } from "@/components/patterns/facts";
import { heartbeatParameter } from "@/lib/domain/heartbeat/settings";
import type { SettingStanding } from "@/lib/domain/heartbeat/standing";
import { useDeleteProvisioning } from "./queries";

const inWords = (count: number) => `${count} ${count === 1 ? "setting" : "settings"}`;

interface Props {
  rotPublicUid: string;
  settings: readonly SettingStanding[];
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Deletes what is wanted of one device. */
export function DeleteDialog({ rotPublicUid, settings, open, onOpenChange }: Props) {
  const remove = useDeleteProvisioning();
  const wanted = settings.filter(({ standing }) => standing !== null);
  const lost = wanted.filter(({ unconfirmed }) => unconfirmed);
  const kept = wanted.filter(({ unconfirmed, name }) => !unconfirmed && name !== heartbeatParameter);
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      level={1}
      title="Delete provisioning"
      subject={<span className="font-mono">{rotPublicUid}</span>}
      consequence="Heartbeat returns to the vendor default; devices that already applied it keep it."
      doesNot="It switches no feature off that the device has confirmed: set it to off for that."
      cost="One call to u-blox."
      onConfirm={async () => {
        await remove.mutateAsync({ body: { devices: { rotPublicUids: [rotPublicUid] } } });
      }}
    >
      <Facts
        facts={[
          {
            label: "Never applied",
            value: `${inWords(lost.length)} that the device has not confirmed`,
          },
          { label: "Stays on the device", value: `${inWords(kept.length)} that it has confirmed` },
        ]}
      />
    </ConfirmDialog>
  );
}
