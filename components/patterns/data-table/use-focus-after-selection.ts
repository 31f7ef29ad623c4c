"use client";

import { type RefObject, useEffect, useRef } from "react";

/** The page's own checkbox, or the first row's where there is no header. */
export function focusFirstCheckbox(table: RefObject<HTMLElement | null>): void {
  table.current?.querySelector<HTMLInputElement>(".data-table-check input")?.focus({ preventScroll: true });
}

/**
 * The selection bar goes away with its buttons, one of which may have opened the dialog that ended the selection. That
 * dialog then has nothing to give the focus back to: once it has left, the first checkbox takes it.
 */
export function useFocusAfterSelection(selected: boolean, table: RefObject<HTMLElement | null>): void {
  const wasSelected = useRef(selected);
  useEffect(() => {
    const ended = wasSelected.current && !selected;
    wasSelected.current = selected;
    if (!ended) return;
    const dialog = document.activeElement?.closest("[role=dialog], [role=alertdialog]");
    let frame = 0;
    const look = () => {
      if (dialog?.isConnected) frame = requestAnimationFrame(look);
      // Whoever has taken the focus meanwhile keeps it.
      else if (document.activeElement === document.body) focusFirstCheckbox(table);
    };
    look();
    return () => cancelAnimationFrame(frame);
  }, [selected, table]);
}
