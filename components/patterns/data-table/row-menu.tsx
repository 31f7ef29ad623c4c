"use client";

import { Menu as Base } from "@base-ui/react/menu";
import Ellipsis from "lucide-react/icons/ellipsis";
import { type ReactNode, useState } from "react";
import { cn } from "@/components/ui/cn";
import { popupClass } from "@/components/ui/popup-styles";

export type RowMenuHandle<Row> = ReturnType<typeof Base.createHandle<Row>>;

/** One menu serves all rows of a table; each row has only its light trigger. */
export function useRowMenu<Row>(): RowMenuHandle<Row> {
  const [handle] = useState(() => Base.createHandle<Row>());
  return handle;
}

export function RowMenuTrigger<Row>(props: { handle: RowMenuHandle<Row>; row: Row; name: string }) {
  return (
    <Base.Trigger
      handle={props.handle}
      payload={props.row}
      aria-label={`Actions for ${props.name}`}
      className="touch-target inline-flex size-7 items-center justify-center rounded-control text-muted transition-colors hover:bg-pressed hover:text-ink data-popup-open:bg-pressed data-popup-open:text-ink"
    >
      <Ellipsis aria-hidden className="size-4" />
    </Base.Trigger>
  );
}

export function RowMenu<Row>(props: { handle: RowMenuHandle<Row>; items: (row: Row) => ReactNode }) {
  return (
    <Base.Root handle={props.handle} modal={false}>
      {({ payload }) => (
        <Base.Portal>
          <Base.Positioner align="end" sideOffset={4} collisionPadding={8} className="z-50">
            <Base.Popup
              className={cn(popupClass, "max-h-(--available-height) min-w-44 max-w-80 overflow-y-auto p-1")}
            >
              {payload !== undefined && props.items(payload)}
            </Base.Popup>
          </Base.Positioner>
        </Base.Portal>
      )}
    </Base.Root>
  );
}
