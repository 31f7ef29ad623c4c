"use client";

import { useRef, useState } from "react";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { FormSheet } from "@/components/patterns/form-sheet/form-sheet";
import type { ProvisioningSettings } from "@/lib/contract/provisioning";
import { differenceLine, noSettings, withChanges } from "@/lib/domain/provisioning/settings";
import { onlyNewDevices } from "./bootstrap-words";
import { useSetBootstrap } from "./queries";
import { Difference, SettingsFields } from "./settings-fields";
import { changesAgainst, inputOf } from "./settings-form";

interface Props {
  deviceProfileUid: string;
  /** What the profile is called on the screen. */
  name: string;
  /** What devices of the profile are given now. */
  before: ProvisioningSettings;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/**
 * Changes what the devices of a profile are given when they bootstrap. The difference is confirmed before it is sent;
 * whoever does not confirm it finds the form as it was.
 */
export function BootstrapForm({ deviceProfileUid, name, before, open, onOpenChange }: Props) {
  const set = useSetBootstrap();
  const [draft, setDraft] = useState(noSettings);
  const [confirming, setConfirming] = useState<ProvisioningSettings>();
  const sent = useRef(false);

  const confirm = async (settings: ProvisioningSettings) => {
    await set.mutateAsync({ params: { deviceProfileUid }, body: { settings } });
    sent.current = true;
  };
  const leaveConfirmation = (settings: ProvisioningSettings) => {
    setConfirming(undefined);
    if (sent.current) return;
    setDraft(settings);
    onOpenChange(true);
  };
  return (
    <>
      <FormSheet
        open={open}
        onOpenChange={(next) => {
          setDraft(noSettings);
          onOpenChange(next);
        }}
        title="Set bootstrap provisioning"
        submitLabel="Review changes"
        description={
          <>
            Of <b className="font-medium text-ink">{name}</b>. {onlyNewDevices}
          </>
        }
        schema={changesAgainst(before)}
        defaultValues={inputOf(withChanges(before, draft))}
        onSubmit={async (settings) => {
          sent.current = false;
          setConfirming(settings);
        }}
      >
        <SettingsFields before={before} />
        <Difference before={before} />
      </FormSheet>
      {confirming && (
        <ConfirmDialog
          open
          onOpenChange={(next) => !next && leaveConfirmation(confirming)}
          level={1}
          gentle
          title="Set bootstrap provisioning"
          subject={differenceLine(before, withChanges(before, confirming))}
          consequence={`New devices of ${name} are given this when they bootstrap.`}
          doesNot={`${onlyNewDevices} The others keep what they have.`}
          cost="One call to u-blox."
          onConfirm={() => confirm(confirming)}
        />
      )}
    </>
  );
}
