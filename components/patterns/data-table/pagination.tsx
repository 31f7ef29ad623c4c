"use client";

import ChevronLeft from "lucide-react/icons/chevron-left";
import ChevronRight from "lucide-react/icons/chevron-right";
import { type FormEvent, useId } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import type { CursorPaging, NumberedPaging } from "./types";

const number = (value: number) => value.toLocaleString("en-US");

/** "1–100 of 5,000"; without a total the rows alone. */
export function rangeText(offset: number | undefined, shown: number, total: number | undefined): string {
  if (shown === 0) return total === undefined ? "" : `0 of ${number(total)}`;
  if (offset === undefined) return `${number(shown)} shown`;
  const range = `${number(offset + 1)}–${number(offset + shown)}`;
  return total === undefined ? range : `${range} of ${number(total)}`;
}

function Steps(props: { onPrevious?: () => void; onNext?: () => void; children?: React.ReactNode }) {
  return (
    <div className="flex items-center gap-1">
      <IconButton
        label="Previous page"
        icon={<ChevronLeft aria-hidden className="size-4" />}
        onClick={props.onPrevious}
        disabled={!props.onPrevious}
        className="disabled:opacity-40"
      />
      {props.children}
      <IconButton
        label="Next page"
        icon={<ChevronRight aria-hidden className="size-4" />}
        onClick={props.onNext}
        disabled={!props.onNext}
        className="disabled:opacity-40"
      />
    </div>
  );
}

/** A page number to type, up to the highest that can be reached at once. */
function PageInput({ paging, pages }: { paging: NumberedPaging; pages: number }) {
  const highest = Math.min(pages, paging.maxJumpPage ?? pages);
  const jump = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = Number(new FormData(event.currentTarget).get("page"));
    if (Number.isInteger(typed)) paging.onPageChange(Math.min(Math.max(typed, 1), highest));
  };
  return (
    <form onSubmit={jump} className="flex items-center gap-1.5 whitespace-nowrap">
      <Input
        key={paging.page}
        name="page"
        inputMode="numeric"
        aria-label={`Page, 1 to ${number(highest)}`}
        defaultValue={paging.page}
        className="tabular h-7 w-12 px-1.5 text-center"
      />
      <span className="tabular">of {number(pages)}</span>
    </form>
  );
}

function NumberedSteps({ paging }: { paging: NumberedPaging }) {
  const pages = Math.max(1, Math.ceil(paging.total / paging.size));
  const { page, onPageChange } = paging;
  return (
    <Steps
      onPrevious={page > 1 ? () => onPageChange(page - 1) : undefined}
      onNext={page < pages ? () => onPageChange(page + 1) : undefined}
    >
      <PageInput paging={paging} pages={pages} />
    </Steps>
  );
}

function SizeChoice({ paging }: { paging: NumberedPaging }) {
  const id = useId();
  if (!paging.sizes || !paging.onSizeChange) return null;
  const { sizes, onSizeChange } = paging;
  return (
    <span className="hidden items-center gap-2 sm:flex">
      <label htmlFor={id}>Rows per page</label>
      <NativeSelect
        id={id}
        value={paging.size}
        onChange={(event) => onSizeChange(Number(event.target.value))}
      >
        {sizes.map((size) => (
          <option key={size} value={size}>
            {size}
          </option>
        ))}
      </NativeSelect>
    </span>
  );
}

/** The footer: where we are, and the way on. */
export function Pagination(props: {
  paging: NumberedPaging | CursorPaging;
  /** Rows in view; undefined while they are awaited. */
  shown: number | undefined;
}) {
  const { paging, shown } = props;
  const offset = paging.kind === "numbered" ? (paging.page - 1) * paging.size : paging.offset;
  return (
    <nav
      aria-label="Pages"
      className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-t border-line pt-2 text-12 text-muted"
    >
      <span className="tabular">{shown !== undefined && rangeText(offset, shown, paging.total)}</span>
      <div className="flex items-center gap-6">
        {paging.kind === "numbered" && <SizeChoice paging={paging} />}
        {paging.kind === "numbered" ? (
          <NumberedSteps paging={paging} />
        ) : (
          <Steps onPrevious={paging.onPrevious} onNext={paging.onNext} />
        )}
      </div>
    </nav>
  );
}
