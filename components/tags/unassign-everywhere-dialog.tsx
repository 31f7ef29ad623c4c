"use client";

import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { useTaggedDevices, useUnassignTags } from "./queries";

/** The vendor's wildcard: takes a tag from every device at once. It has its own confirmation because nothing lists what it hits. */
export function UnassignEverywhereDialog({
  tagName,
  onClose,
}: {
  tagName: string | undefined;
  onClose: () => void;
}) {
  const unassign = useUnassignTags();
  const name = tagName ?? "";
  const count = useTaggedDevices(name, tagName !== undefined).data?.value.page.total;
  return (
    <ConfirmDialog
      open={tagName !== undefined}
      onOpenChange={(open) => !open && onClose()}
      level={2}
      title="Remove tag from all devices"
      subject={name}
      consequence={
        count === undefined
          ? "Every device loses this tag at once, also those assigned after you opened this page."
          : `${count.toLocaleString("en")} ${count === 1 ? "device loses" : "devices lose"} this tag at once, also those assigned after you opened this page.`
      }
      doesNot="Device profiles keep it, and the tag itself stays."
      cost="One call to u-blox."
      typed={{ word: name, label: "Type the tag's name to confirm" }}
      onConfirm={async () => {
        await unassign.mutateAsync({ body: { tagNames: [name], allDevices: true } });
      }}
    />
  );
}
