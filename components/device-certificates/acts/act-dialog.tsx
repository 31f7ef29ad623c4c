"use client";

import type { ReactNode } from "react";
import { ConfirmDialog, type ConfirmDialogProps } from "@/components/patterns/confirm-dialog";
import { Facts } from "@/components/patterns/facts";
import type { CertificateInList } from "@/lib/contract/device-certificates";
import { SerialNumber } from "../serial-number";
import { rekeyRuns } from "../words";

export interface OneProps {
  certificate: CertificateInList;
  open: boolean;
  onClose: () => void;
  onDone: () => void;
}

interface Props
  extends Pick<OneProps, "certificate" | "open" | "onClose">,
    Omit<ConfirmDialogProps, "open" | "onOpenChange" | "subject" | "children"> {
  children?: ReactNode;
}

/** Asks before an act on one certificate: which it is, and that nothing can be done while a re-key runs. */
export function ActDialog({ certificate, open, onClose, children, ...confirm }: Props) {
  const { rotPublicUid, caName, serialNumber, pending } = certificate;
  const blocked = pending?.act === "rekey" && pending.certain ? { reason: rekeyRuns } : confirm.blocked;
  return (
    <ConfirmDialog
      {...confirm}
      open={open}
      onOpenChange={(next) => !next && onClose()}
      blocked={blocked}
      subject={
        <>
          Device <span className="font-mono">{rotPublicUid}</span>
        </>
      }
    >
      <Facts
        facts={[
          { label: "Serial number", value: serialNumber && <SerialNumber value={serialNumber} /> },
          { label: "Root CA", value: caName },
        ]}
      />
      {!blocked && children}
    </ConfirmDialog>
  );
}
