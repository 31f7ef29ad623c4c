"use client";

import { useCan } from "@/components/patterns/who";
import { MenuItem, MenuLink } from "@/components/ui/menu-items";
import { addressOf } from "@/lib/browser/call";
import { type RootCa, rootCas } from "@/lib/contract/root-cas";
import { rootCaPath } from "./paths";

export type RootCaAct = "renewal" | "delete";

/** The address of its certificate as a file. */
export const certificateAddress = (caName: string) => addressOf(rootCas.certificate, { params: { caName } });

/** What changes a root CA; nothing for whoever may not. */
export function RootCaChanges({ onAct }: { onAct: (act: RootCaAct) => void }) {
  if (!useCan()("root-cas:write")) return null;
  return (
    <>
      <MenuItem onSelect={() => onAct("renewal")}>Change renewal window…</MenuItem>
      <MenuItem onSelect={() => onAct("delete")} danger>
        Delete root CA…
      </MenuItem>
    </>
  );
}

/** What can be done with one root CA of the list. */
export function RootCaActions({ rootCa, onAct }: { rootCa: RootCa; onAct: (act: RootCaAct) => void }) {
  const mayChange = useCan()("root-cas:write");
  return (
    <>
      <MenuLink href={rootCaPath(rootCa.caName, "devices")}>Show devices</MenuLink>
      <MenuLink href={rootCaPath(rootCa.caName, "revocationList")}>Show revocation list</MenuLink>
      {rootCa.certificatePem !== null && (
        <MenuLink href={certificateAddress(rootCa.caName)} download>
          Download PEM
        </MenuLink>
      )}
      {mayChange && <MenuLink href={rootCaPath(rootCa.caName, "proof")}>Prove possession</MenuLink>}
      <RootCaChanges onAct={onAct} />
    </>
  );
}
