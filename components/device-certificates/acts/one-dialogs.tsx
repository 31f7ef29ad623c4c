"use client";

import { useState } from "react";
import { Facts } from "@/components/patterns/facts";
import { exactTime } from "@/components/patterns/time/format-time";
import { ExactTime } from "@/components/patterns/time/timestamp";
import {
  longestValidityDays,
  shrunkEnd,
  validityDaysMin,
  validityDaysRecommended,
} from "@/lib/domain/device-certificates/validity";
import { useRekey, useRemove, useRenew, useRevoke, useRootCas, useTransfer } from "../queries";
import { ActDialog, type OneProps } from "./act-dialog";
import { InputFault } from "./input-fault";
import { RootCaSelect } from "./root-ca-select";
import { ValidityField, validityProblem } from "./validity-field";

// The five acts on one certificate. Each is done at once; what follows from it is the dialog's first line.

const oneCall = "One call to u-blox, of this device's quota.";
const billed = `${oneCall} A billed usage event when the device has carried it out.`;

export function RenewDialog({ certificate, onDone, ...dialog }: OneProps) {
  const renew = useRenew();
  const { caName, rotPublicUid } = certificate;
  const ca = useRootCas(dialog.open).data?.find((one) => one.caName === caName);
  const longest = longestValidityDays(ca?.endsAt ?? null, Date.now());
  const usual = Math.min(
    certificate.validityDays ?? validityDaysRecommended,
    validityDaysRecommended,
    longest,
  );
  const [chosen, setChosen] = useState<number | null>();
  const [fault, setFault] = useState<string>();
  const value = chosen === undefined ? Math.max(usual, validityDaysMin) : chosen;
  const tooLate = ca?.endsAt && longest < validityDaysMin;
  return (
    <ActDialog
      {...dialog}
      certificate={certificate}
      level={1}
      gentle
      title="Renew certificate"
      consequence="Same key, new serial, at next heartbeat."
      doesNot="The certificate that is there holds until its own end; it is not revoked."
      cost={billed}
      blocked={
        tooLate
          ? {
              reason: `${caName} ends ${exactTime(ca.endsAt ?? "")}, and a certificate is renewed for ${validityDaysMin} days at least. Move it to another root CA instead.`,
            }
          : undefined
      }
      onConfirm={async () => {
        const problem = validityProblem(value, ca);
        setFault(problem);
        if (problem !== undefined || value === null) throw new InputFault("Choose another validity.");
        const certificates = { rotPublicUids: [rotPublicUid] };
        await renew.mutateAsync({ body: { caName, validityDays: value, certificates } });
        onDone();
      }}
    >
      <ValidityField value={value} onValueChange={setChosen} ca={ca} error={fault} />
    </ActDialog>
  );
}

export function RekeyDialog({ certificate, onDone, ...dialog }: OneProps) {
  const rekey = useRekey();
  const { caName, rotPublicUid } = certificate;
  return (
    <ActDialog
      {...dialog}
      certificate={certificate}
      level={2}
      title="Re-key certificate"
      consequence="Two heartbeats. No certificate in between."
      doesNot="The certificate that is there is not revoked by it."
      cost={billed}
      typed={{ word: rotPublicUid, label: "To confirm, type the RoT UID" }}
      onConfirm={async () => {
        await rekey.mutateAsync({ body: { caName, certificates: { rotPublicUids: [rotPublicUid] } } });
        onDone();
      }}
    >
      <p className="text-soft">
        The first heartbeat takes certificate and key from the device, the second brings new ones. Until then
        the device cannot prove who it is, and u-blox takes nothing else for it.
      </p>
    </ActDialog>
  );
}

export function RemoveDialog({ certificate, onDone, ...dialog }: OneProps) {
  const remove = useRemove();
  const { rotPublicUid, standing } = certificate;
  return (
    <ActDialog
      {...dialog}
      certificate={certificate}
      level={2}
      title="Remove certificate from device"
      consequence="Key and certificate leave at next heartbeat. Does not revoke."
      doesNot={
        standing === "revoked"
          ? "It is revoked already, and stays on the revocation list."
          : "Whoever has a copy of the key can use the certificate until its end. Where that matters, revoke it first."
      }
      cost={oneCall}
      typed={{ word: rotPublicUid, label: "To confirm, type the RoT UID" }}
      onConfirm={async () => {
        await remove.mutateAsync({ body: { rotPublicUids: [rotPublicUid] } });
        onDone();
      }}
    />
  );
}

export function RevokeDialog({ certificate, onDone, ...dialog }: OneProps) {
  const revoke = useRevoke();
  const { caName, rotPublicUid } = certificate;
  return (
    <ActDialog
      {...dialog}
      certificate={certificate}
      level={3}
      title="Revoke certificate"
      consequence="On the CRL now. Stays on the device. Your cloud must check the CRL."
      doesNot="It cannot be taken back, and it takes nothing from the device: that is offered as the next step."
      cost={oneCall}
      typed={{ word: rotPublicUid, label: "To confirm, type the RoT UID" }}
      onConfirm={async ({ reason }) => {
        await revoke.mutateAsync({ body: { caName, certificate: { rotPublicUid }, reason } });
        onDone();
      }}
    >
      <p className="text-soft">The reason goes into your audit history; u-blox is not told it.</p>
    </ActDialog>
  );
}

export function TransferDialog({ certificate, onDone, ...dialog }: OneProps) {
  const transfer = useTransfer();
  const { caName, rotPublicUid, expiresAt } = certificate;
  const [toCaName, setToCaName] = useState<string | null>(null);
  const [fault, setFault] = useState<string>();
  const to = useRootCas(dialog.open).data?.find((one) => one.caName === toCaName);
  return (
    <ActDialog
      {...dialog}
      certificate={certificate}
      level={2}
      gentle
      title="Move certificate to another root CA"
      consequence={
        to?.endsAt
          ? `Validity capped by target CA (ends ${exactTime(to.endsAt)}). At next heartbeat.`
          : "Validity capped by target CA. At next heartbeat."
      }
      doesNot="The certificate of the root CA it has now is not revoked by it."
      cost={oneCall}
      typed={{ word: rotPublicUid, label: "To confirm, type the RoT UID" }}
      onConfirm={async () => {
        setFault(toCaName === null ? "Choose the root CA to move to." : undefined);
        if (toCaName === null) throw new InputFault("No root CA is chosen.");
        const body = { fromCaName: caName, toCaName, rotPublicUids: [rotPublicUid] };
        await transfer.mutateAsync({ body });
        onDone();
      }}
    >
      <RootCaSelect value={toCaName} onValueChange={setToCaName} without={caName} error={fault} />
      {to && <Shrinking expiresAt={expiresAt} targetEndsAt={to.endsAt} />}
    </ActDialog>
  );
}

/** Whether the certificate ends earlier under its new root CA, from both ends. */
function Shrinking({ expiresAt, targetEndsAt }: { expiresAt: string | null; targetEndsAt: string | null }) {
  const shrunk = shrunkEnd(expiresAt, targetEndsAt);
  return (
    <Facts
      facts={[
        { label: "Ends now", value: expiresAt && <ExactTime value={expiresAt} />, missing: "not told" },
        {
          label: "Target CA ends",
          value: targetEndsAt && <ExactTime value={targetEndsAt} />,
          missing: "not told",
        },
        {
          label: "Validity",
          value:
            shrunk === null ? (
              "The target CA's end does not shrink it."
            ) : (
              <>
                Shrinks: ends <ExactTime value={shrunk} distance={false} /> at the latest.
              </>
            ),
        },
      ]}
    />
  );
}
