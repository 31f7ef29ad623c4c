"use client";

import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { problemOf } from "@/components/patterns/problem";
import { ProblemMessage } from "@/components/patterns/problem-message";
import { RetryButton } from "@/components/patterns/retry-button";
import { Spinner } from "@/components/ui/spinner";
import { heldWords, lookedWords } from "./holder-words";
import { Holders } from "./holders";
import { rootCaPath } from "./paths";
import { useDeleteRootCa, useHolders } from "./queries";

/** Why it cannot be deleted now, and the way to what holds it. */
function blockFor(caName: string, read: ReturnType<typeof useHolders>) {
  const holders = read.isPlaceholderData ? undefined : read.data?.value;
  if (holders === undefined) {
    return read.error ? undefined : { reason: "Looking for devices and device profiles that hold it." };
  }
  const reason = heldWords(holders);
  if (reason === undefined) return undefined;
  return holders.deviceCount > 0
    ? { reason, wayOut: { label: "Show the devices", href: rootCaPath(caName, "devices") } }
    : { reason, wayOut: { label: "Show device profiles", href: "/device-profiles" } };
}

/** Deletes a root CA. The vendor refuses while it is in use; then what holds it is shown instead, with the ways there. */
export function DeleteRootCaDialog({
  caName,
  onClose,
  onDeleted,
}: {
  caName: string | undefined;
  onClose: () => void;
  onDeleted?: () => void;
}) {
  const remove = useDeleteRootCa();
  const name = caName ?? "";
  const read = useHolders(name, caName !== undefined);
  const holders = read.isPlaceholderData ? undefined : read.data?.value;
  const blocked = blockFor(name, read);
  return (
    <ConfirmDialog
      open={caName !== undefined}
      onOpenChange={(open) => !open && onClose()}
      level={2}
      title="Delete root CA"
      subject={name}
      consequence="Its key is gone for good: no device can be given a certificate of it again, and its revocation list can no longer be fetched."
      doesNot={
        blocked
          ? undefined
          : "It revokes nothing: whoever trusts this root CA goes on trusting certificates that it has signed. Take it out of your servers' trust stores."
      }
      cost={blocked ? undefined : "One call to u-blox, after another look at devices and profiles."}
      blocked={blocked}
      typed={{ word: name }}
      onConfirm={async () => {
        await remove.mutateAsync({ params: { caName: name } });
        onDeleted?.();
      }}
    >
      {holders && blocked && <Holders caName={name} holders={holders} />}
      {holders && lookedWords(holders) && <p className="text-soft">{lookedWords(holders)}</p>}
      {holders === undefined && read.error && (
        <ProblemMessage
          problem={problemOf(read.error)}
          actions={<RetryButton onRetry={() => read.refetch()} retrying={read.isFetching} />}
        />
      )}
      {read.isFetching && <Spinner label="Looking for what holds it" />}
    </ConfirmDialog>
  );
}
