import FileUp from "lucide-react/icons/file-up";
import ListChecks from "lucide-react/icons/list-checks";
import ListX from "lucide-react/icons/list-x";
import type { PlanInput } from "@/components/jobs/plan/use-making";
import { ExportItems } from "@/components/patterns/export-items";
import { MenuItem, MenuLink } from "@/components/ui/menu-items";

interface Props {
  mayChange: boolean;
  onImport: () => void;
  onRemoveList: () => void;
  onPlan: (plan: PlanInput) => void;
}

/** What can be done with the whitelist as a whole. */
export function MoreActions({ mayChange, onImport, onRemoveList, onPlan }: Props) {
  return (
    <>
      {mayChange && (
        <>
          <MenuItem icon={<FileUp aria-hidden className="size-4" />} onSelect={onImport}>
            Import file…
          </MenuItem>
          <MenuItem icon={<ListX aria-hidden className="size-4" />} onSelect={onRemoveList}>
            Remove a list of entries…
          </MenuItem>
        </>
      )}
      <ExportItems onExport={(format) => onPlan({ kind: "whitelist.export", input: { format } })} />
      <MenuLink href="/jobs?kind=whitelist.import" icon={<ListChecks aria-hidden className="size-4" />}>
        Show imports
      </MenuLink>
    </>
  );
}
