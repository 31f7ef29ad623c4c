"use client";

import X from "lucide-react/icons/x";
import { useRef } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";
import { announce } from "@/components/ui/live-region";
import { selectionCount } from "./selection";
import type { DataTableSelectionProps, Noun } from "./types";

interface SelectionBarProps {
  selection: DataTableSelectionProps;
  noun: Noun;
  total: number | undefined;
  pageCount: number;
  allOnPage: boolean;
  /** Whether the total is that of a filter. */
  filtered: boolean;
  onClear: () => void;
  className?: string;
}

const number = (value: number) => value.toLocaleString("en-US");

function allSelected(
  count: number,
  { noun, filtered }: Pick<SelectionBarProps, "noun" | "filtered">,
): string {
  return `All ${number(count)} ${filtered ? "matching " : ""}${noun.many} selected`;
}

/** "37 devices selected", or after the page's own checkbox the offer to take all pages. */
function sentence(props: SelectionBarProps): string {
  const { selection, noun, total, pageCount, allOnPage } = props;
  const count = selectionCount(selection.value, total);
  if (selection.value.allMatching) return allSelected(count, props);
  if (allOnPage && count === pageCount && total !== undefined && total > pageCount) {
    return `All ${number(pageCount)} on this page selected`;
  }
  return `${number(count)} ${count === 1 ? noun.one : noun.many} selected`;
}

/** What can be done with the selection. It lies over the header and moves no row. */
export function SelectionBar(props: SelectionBarProps) {
  const { selection, noun, total, pageCount, allOnPage, filtered } = props;
  const { value, onChange } = selection;
  const count = selectionCount(value, total);
  const clear = useRef<HTMLButtonElement>(null);
  const offersAll =
    selection.acrossPages && !value.allMatching && allOnPage && total !== undefined && total > pageCount;
  return (
    <section
      aria-label="Selection"
      className={cn("flex min-w-0 items-center gap-x-3 gap-y-2 bg-page text-13", props.className)}
    >
      <span className="tabular font-medium whitespace-nowrap">{sentence(props)}</span>
      {offersAll && (
        <Button
          variant="ghost"
          size="small"
          className="text-accent"
          onClick={() => {
            onChange({ ids: value.ids, allMatching: true });
            // This button goes away with the press; the focus stays in the bar.
            clear.current?.focus();
            announce(allSelected(total, props));
          }}
        >
          Select all {number(total)} {filtered ? "matching" : noun.many}
        </Button>
      )}
      <div className="ml-auto flex items-center gap-2">
        {selection.actions({ ids: Object.keys(value.ids), allMatching: value.allMatching, count })}
        <IconButton
          label="Clear selection"
          icon={<X aria-hidden className="size-4" />}
          ref={clear}
          onClick={props.onClear}
          className="size-7"
        />
      </div>
    </section>
  );
}
