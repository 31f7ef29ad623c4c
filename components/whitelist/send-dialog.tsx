"use client";

import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import type { WhitelistImport } from "@/lib/contract/whitelist";
import { useSendImport } from "./queries";

interface Props {
  found: WhitelistImport;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Sends what was checked: what is previewed is what goes out. */
export function SendDialog({ found, open, onOpenChange }: Props) {
  const send = useSendImport();
  const { adds, removes, good, accepted } = found.rows;
  const rest = good - accepted;
  const number = (value: number) => value.toLocaleString("en-US");
  const calls = found.chunks.total - found.chunks.accepted;
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      level={removes > 0 ? 2 : 1}
      gentle={removes === 0}
      title="Send to the whitelist"
      confirmLabel={`Send ${number(rest)} ${rest === 1 ? "row" : "rows"}`}
      subject={found.fileName}
      consequence={`${number(adds)} to add, ${number(removes)} to remove. Affects only devices that have not bootstrapped; bootstrapped devices keep their state.`}
      doesNot="A blacklisted device is not unblocked by it. Bad lines are not sent."
      cost={`${number(calls)} ${calls === 1 ? "call" : "calls"} to u-blox.`}
      typed={removes > 0 ? { word: String(rest), label: "Type the number of rows to confirm" } : undefined}
      onConfirm={async () => {
        await send.mutateAsync({ params: { importId: found.importId } });
      }}
    />
  );
}
