"use client";

import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import type { User } from "@/lib/contract/users";
import type { ShownLink } from "./link-dialog";
import { useDisable, useEnable, useRenewLink } from "./queries";

interface Props {
  user: User | undefined;
  onClose: () => void;
}

const paramsOf = (user: User | undefined) => ({ params: { userId: user?.userId ?? "" } });

export function DisableDialog({ user, onClose }: Props) {
  const disable = useDisable();
  return (
    <ConfirmDialog
      open={user !== undefined}
      onOpenChange={(open) => !open && onClose()}
      level={1}
      title="Disable person"
      subject={user?.email}
      consequence="Signed out everywhere at the next request, and cannot sign in again until enabled."
      doesNot="The audit history keeps everything this person did."
      onConfirm={async () => {
        await disable.mutateAsync(paramsOf(user));
      }}
    />
  );
}

export function EnableDialog({ user, onClose }: Props) {
  const enable = useEnable();
  return (
    <ConfirmDialog
      open={user !== undefined}
      onOpenChange={(open) => !open && onClose()}
      level={1}
      gentle
      title="Enable person"
      subject={user?.email}
      consequence="Can sign in again with the same role and password."
      onConfirm={async () => {
        await enable.mutateAsync(paramsOf(user));
      }}
    />
  );
}

export function RenewLinkDialog({ user, onClose, onMade }: Props & { onMade: (link: ShownLink) => void }) {
  const renew = useRenewLink();
  return (
    <ConfirmDialog
      open={user !== undefined}
      onOpenChange={(open) => !open && onClose()}
      level={1}
      gentle
      title="Make a new password link"
      subject={user?.email}
      consequence="A link made before stops working. The password stays as it is until the new link is used."
      onConfirm={async () => {
        onMade(await renew.mutateAsync(paramsOf(user)));
      }}
    />
  );
}
