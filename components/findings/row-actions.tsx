"use client";

import { useCan } from "@/components/patterns/who";
import { MenuSeparator } from "@/components/ui/menu";
import { MenuItem, MenuLink } from "@/components/ui/menu-items";
import type { Finding } from "@/lib/contract/findings";
import { findingPage } from "./columns";

interface Props {
  finding: Finding;
  onStatus: (finding: Finding, status: Finding["status"]) => void;
  onChange: (finding: Finding) => void;
}

/** What can be done with one finding. Enter on the row's menu and Enter again acknowledges it. */
export function FindingActions({ finding, onStatus, onChange }: Props) {
  const mayChange = useCan()("findings:write");
  const { status } = finding;
  return (
    <>
      {mayChange && (
        <>
          {status === "open" && (
            <MenuItem onSelect={() => onStatus(finding, "acknowledged")}>Acknowledge</MenuItem>
          )}
          {status !== "resolved" && (
            <MenuItem onSelect={() => onStatus(finding, "resolved")}>Resolve</MenuItem>
          )}
          {status !== "open" && <MenuItem onSelect={() => onStatus(finding, "open")}>Reopen</MenuItem>}
          <MenuItem onSelect={() => onChange(finding)}>Change state, owner and note…</MenuItem>
          <MenuSeparator />
        </>
      )}
      <MenuLink href={findingPage(finding.findingId)}>Open finding</MenuLink>
      <MenuLink href={`/devices/${finding.rotPublicUid}`}>Open device</MenuLink>
    </>
  );
}
