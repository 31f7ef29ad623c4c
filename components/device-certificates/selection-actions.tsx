import ChevronDown from "lucide-react/icons/chevron-down";
import { Button } from "@/components/ui/button";
import { Menu } from "@/components/ui/menu";
import { MenuItem } from "@/components/ui/menu-items";
import type { CertificateAct } from "@/lib/contract/device-certificates";

/** The number stands in the bar already: where the bar is short, the buttons only say it aloud. */
const whom = "max-xl:sr-only";

/** What can be done with the selected certificates. */
export function SelectionActions({ count, onAct }: { count: number; onAct: (act: CertificateAct) => void }) {
  const certificates = `${count.toLocaleString("en-US")} ${count === 1 ? "certificate" : "certificates"}`;
  return (
    <div className="flex min-w-0 flex-wrap justify-end gap-2">
      <Button size="small" onClick={() => onAct("renew")}>
        <span>
          Renew<span className={whom}> {certificates}</span>…
        </span>
      </Button>
      <Button size="small" onClick={() => onAct("rekey")}>
        <span>
          Re-key<span className={whom}> {certificates}</span>…
        </span>
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
          Remove from devices…
        </MenuItem>
        <MenuItem danger onSelect={() => onAct("revoke")}>
          Revoke…
        </MenuItem>
      </Menu>
    </div>
  );
}
