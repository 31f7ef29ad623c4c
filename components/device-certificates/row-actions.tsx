"use client";

import { MenuSeparator } from "@/components/ui/menu";
import { MenuItem, MenuLink } from "@/components/ui/menu-items";
import type { CertificateAct, CertificateInList } from "@/lib/contract/device-certificates";
import { certificatePage, devicePage, rootCaPage } from "./addresses";

interface Props {
  certificate: CertificateInList;
  /** Absent where the role may not act on certificates. */
  onAct: ((act: CertificateAct) => void) | undefined;
}

/** What can be done with one certificate. One that is revoked is only still to be taken from its device. */
export function CertificateActions({ certificate, onAct }: Props) {
  const { rotPublicUid, caName, serialNumber, standing } = certificate;
  const isCarried = serialNumber !== null;
  return (
    <>
      <MenuLink href={certificatePage(rotPublicUid)}>Open certificate</MenuLink>
      <MenuLink href={devicePage(rotPublicUid)}>Open device</MenuLink>
      <MenuLink href={rootCaPage(caName)}>Open root CA</MenuLink>
      {onAct && isCarried && (
        <>
          <MenuSeparator />
          <MenuItem onSelect={() => onAct("renew")}>Renew…</MenuItem>
          <MenuItem onSelect={() => onAct("rekey")}>Re-key…</MenuItem>
          <MenuItem onSelect={() => onAct("transfer")}>Move to another root CA…</MenuItem>
          <MenuItem danger onSelect={() => onAct("remove")}>
            Remove from device…
          </MenuItem>
          {standing !== "revoked" && (
            <MenuItem danger onSelect={() => onAct("revoke")}>
              Revoke…
            </MenuItem>
          )}
        </>
      )}
    </>
  );
}
