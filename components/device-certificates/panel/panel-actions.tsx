"use client";

import ChevronDown from "lucide-react/icons/chevron-down";
import { Button } from "@/components/ui/button";
import { Menu } from "@/components/ui/menu";
import { MenuItem } from "@/components/ui/menu-items";
import type { CertificateAct, CertificateStanding } from "@/lib/contract/device-certificates";

/** What can be done with the certificate of the device in front of the reader. */
export function PanelActions({
  standing,
  onAct,
}: {
  standing: CertificateStanding;
  onAct: (act: CertificateAct) => void;
}) {
  return (
    <>
      <Button size="small" onClick={() => onAct("renew")}>
        Renew…
      </Button>
      <Button size="small" onClick={() => onAct("rekey")}>
        Re-key…
      </Button>
      <Menu
        trigger={
          <Button size="small">
            More
            <ChevronDown aria-hidden className="size-3.5" />
          </Button>
        }
      >
        <MenuItem onSelect={() => onAct("transfer")}>Move to another root CA…</MenuItem>
        <MenuItem danger onSelect={() => onAct("remove")}>
          Remove from device…
        </MenuItem>
        {standing !== "revoked" && (
          <MenuItem danger onSelect={() => onAct("revoke")}>
            Revoke…
          </MenuItem>
        )}
      </Menu>
    </>
  );
}
