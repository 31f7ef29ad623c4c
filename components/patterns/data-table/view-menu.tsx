"use client";

import type { RowData } from "@tanstack/react-table";
import SlidersHorizontal from "lucide-react/icons/sliders-horizontal";
import { Button } from "@/components/ui/button";
import { Menu, MenuGroup, MenuSeparator } from "@/components/ui/menu";
import { MenuCheckbox, MenuItem, MenuRadioGroup } from "@/components/ui/menu-items";
import { columnLabel } from "./column-label";
import { type Density, useDensity } from "./density";
import type { DataTableInstance } from "./types";

const densityOptions: readonly { value: Density; label: string }[] = [
  { value: "compact", label: "Compact" },
  { value: "normal", label: "Normal" },
  { value: "roomy", label: "Roomy" },
];

/** Which columns, and how close the rows stand. */
export function ViewMenu<Row extends RowData>(props: {
  table: DataTableInstance<Row>;
  onReset?: () => void;
}) {
  const [density, setDensity] = useDensity();
  const hideable = props.table.getAllLeafColumns().filter((column) => column.getCanHide());
  return (
    <Menu
      trigger={
        <Button variant="ghost" icon={<SlidersHorizontal aria-hidden className="size-4" />}>
          Columns
        </Button>
      }
    >
      {hideable.length > 0 && (
        <>
          <MenuGroup label="Columns">
            {hideable.map((column) => (
              <MenuCheckbox
                key={column.id}
                checked={column.getIsVisible()}
                onCheckedChange={(visible) => column.toggleVisibility(visible)}
              >
                {columnLabel(column.columnDef)}
              </MenuCheckbox>
            ))}
          </MenuGroup>
          {props.onReset && <MenuItem onSelect={props.onReset}>Show default columns</MenuItem>}
          <MenuSeparator />
        </>
      )}
      <MenuRadioGroup label="Rows" value={density} onValueChange={setDensity} options={densityOptions} />
    </Menu>
  );
}
