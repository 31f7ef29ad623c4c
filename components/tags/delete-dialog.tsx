"use client";

import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { devicesWithTag } from "./columns";
import { useDeleteTag, useTaggedDevices } from "./queries";

/** Deletes a tag. The vendor refuses while a device carries it; then the way out is shown instead. */
export function DeleteTagDialog({ tagName, onClose }: { tagName: string | undefined; onClose: () => void }) {
  const remove = useDeleteTag();
  const name = tagName ?? "";
  const assigned = useTaggedDevices(name, tagName !== undefined).data?.value.page.total ?? 0;
  return (
    <ConfirmDialog
      open={tagName !== undefined}
      onOpenChange={(open) => !open && onClose()}
      level={1}
      title="Delete tag"
      subject={name}
      consequence="The tag disappears from u-blox for everybody, and from the device profiles that carry it."
      doesNot="It changes no device."
      cost="One call to u-blox."
      blocked={
        assigned > 0
          ? {
              reason: `Assigned to ${assigned.toLocaleString("en")} ${assigned === 1 ? "device" : "devices"}. Remove it there first; u-blox refuses to delete it before.`,
              wayOut: { label: "Show the devices", href: devicesWithTag(name) },
            }
          : undefined
      }
      onConfirm={async () => {
        await remove.mutateAsync({ params: { tagName: name } });
      }}
    />
  );
}
