"use client";

import { FormSheet } from "@/components/patterns/form-sheet/form-sheet";
import { ExactTime } from "@/components/patterns/time/timestamp";
import type { ProvisioningSettings } from "@/lib/contract/provisioning";
import { useSetProvisioning } from "./queries";
import { Difference, SettingsFields } from "./settings-fields";
import { changesAgainst, inputOf } from "./settings-form";

interface Props {
  rotPublicUid: string;
  /** What is wanted of the device now. */
  before: ProvisioningSettings;
  /** By when its next heartbeat is expected, where that is known and still to come. */
  expectedAt: string | null;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Changes what is wanted of one device. Only what changed is sent. */
export function EditForm({ rotPublicUid, before, expectedAt, open, onOpenChange }: Props) {
  const set = useSetProvisioning();
  return (
    <FormSheet
      open={open}
      onOpenChange={onOpenChange}
      title="Set provisioning"
      description={
        <>
          Of <span className="font-mono text-12 text-ink">{rotPublicUid}</span>. Takes effect at its next
          security heartbeat
          {expectedAt !== null && (
            <>
              , expected by <ExactTime value={expectedAt} distance={false} />
            </>
          )}
          . Only what you change is sent.
        </>
      }
      schema={changesAgainst(before)}
      defaultValues={inputOf(before)}
      onSubmit={async (settings) => {
        await set.mutateAsync({ body: { devices: { rotPublicUids: [rotPublicUid] }, settings } });
      }}
    >
      <SettingsFields before={before} />
      <Difference before={before} />
      <p className="text-13 text-muted">One call to u-blox.</p>
    </FormSheet>
  );
}
