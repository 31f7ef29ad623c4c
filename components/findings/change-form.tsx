"use client";

import { z } from "zod";
import { FormField } from "@/components/patterns/form-sheet/form-field";
import { FormSheet } from "@/components/patterns/form-sheet/form-sheet";
import { useWho } from "@/components/patterns/who";
import { Combobox } from "@/components/ui/combobox";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { type Finding, findingStatus, findings } from "@/lib/contract/findings";
import { usePeople, useUpdateFinding } from "./queries";
import { kindWords, statusLooks } from "./words";

/** A change to be made: the finding as it was seen, and the status it is meant to get. */
export interface WantedChange {
  finding: Finding;
  status: Finding["status"];
}

const { note } = findings.update.body.shape;
const schema = z.object({ status: findingStatus, ownerId: z.string().nullable(), note });

const titles: Record<Finding["status"], string> = {
  open: "Reopen finding",
  acknowledged: "Acknowledge finding",
  resolved: "Resolve finding",
};

const statusItems = findingStatus.options.map((value) => ({
  value,
  label: statusLooks[value].word,
  description: statusLooks[value].means,
}));

/** Only what differs is sent, so that the history names what was changed. */
function changesOf({ status, owner, note: before }: Finding, wanted: z.output<typeof schema>) {
  const text = wanted.note || null;
  return {
    ...(wanted.status !== status && { status: wanted.status }),
    ...(wanted.ownerId !== (owner?.userId ?? null) && { ownerId: wanted.ownerId }),
    ...(text !== before && { note: text }),
  };
}

/** Status, owner and note of a finding. It is changed as it was seen: what somebody else changed meanwhile stays. */
export function ChangeForm({ wanted, onClose }: { wanted: WantedChange | null; onClose: () => void }) {
  if (wanted === null) return null;
  return (
    <OpenForm key={`${wanted.finding.findingId} ${wanted.finding.version}`} {...wanted} onClose={onClose} />
  );
}

function OpenForm({ finding, status, onClose }: WantedChange & { onClose: () => void }) {
  const who = useWho();
  const update = useUpdateFinding();
  const people = usePeople();
  const { findingId, version, owner } = finding;
  const active = (people.data?.value.items ?? [])
    .filter(({ state }) => state === "active")
    .map(({ userId, name, email }) => ({ value: userId, label: name, description: email }));
  const known = [
    { value: who.userId, label: who.name, description: who.email },
    ...(owner === null ? [] : [{ value: owner.userId, label: owner.name }]),
  ];
  const missing = known.filter(
    ({ value }, index) =>
      !active.some((person) => person.value === value) &&
      known.findIndex((one) => one.value === value) === index,
  );
  const isMoving = status !== finding.status;
  return (
    <FormSheet
      open
      onOpenChange={(open) => !open && onClose()}
      title={isMoving ? titles[status] : "Change finding"}
      description={`${kindWords[finding.kind]} device ${finding.rotPublicUid}. This is kept here and changes nothing at u-blox.`}
      schema={schema}
      defaultValues={{
        status,
        ownerId: owner?.userId ?? (isMoving ? who.userId : null),
        note: finding.note ?? "",
      }}
      onSubmit={async (values) => {
        await update.mutateAsync({ params: { findingId }, body: { ...changesOf(finding, values), version } });
      }}
    >
      {(form) => (
        <>
          <FormField name="status" label="Status" description={statusLooks[form.watch("status")].means}>
            {(field) => <Select items={statusItems} value={field.value} onValueChange={field.onChange} />}
          </FormField>
          <FormField name="ownerId" label="Owner" description="Who looks after it." optional>
            {(field) => (
              <Combobox
                items={[...active, ...missing]}
                value={field.value}
                onValueChange={field.onChange}
                onBlur={field.onBlur}
                ref={field.ref}
                placeholder="Nobody"
                loading={people.isPending}
              />
            )}
          </FormField>
          <FormField
            name="note"
            label="Note"
            description="What is known and what was decided. No secrets."
            optional
          >
            {(field) => <Textarea {...field} value={field.value ?? ""} rows={5} />}
          </FormField>
        </>
      )}
    </FormSheet>
  );
}
