import Download from "lucide-react/icons/download";
import { MenuItem } from "@/components/ui/menu-items";

export type ExportFormat = "csv" | "jsonl";

const formats = [
  { format: "csv", name: "CSV" },
  { format: "jsonl", name: "JSON lines" },
] as const;

export interface ExportItemsProps {
  /** What is exported, after the verb: "these" for a list with its filters, nothing for a whole one. */
  what?: string;
  /** Whether it is asked about before it is done; such labels end in "…". */
  asks?: boolean;
  onExport: (format: ExportFormat) => void;
}

/** The exports of a list, as items of its page's menu: one for each format. */
export function ExportItems({ what, asks = true, onExport }: ExportItemsProps) {
  return formats.map(({ format, name }) => (
    <MenuItem
      key={format}
      icon={<Download aria-hidden className="size-4" />}
      onSelect={() => onExport(format)}
    >
      {["Export", what, "as", name].filter(Boolean).join(" ")}
      {asks && "…"}
    </MenuItem>
  ));
}
