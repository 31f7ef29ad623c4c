"use client";

import { Button } from "@/components/ui/button";
import { Blank } from "../states";
import type { NumberedPaging } from "./types";

/** The list has become shorter than the page that was asked for. Not the same as empty. */
export function PastTheEnd({ paging, many }: { paging: NumberedPaging; many: string }) {
  const last = Math.max(1, Math.ceil(paging.total / paging.size));
  return (
    <Blank
      title={`There are no ${many} on page ${paging.page.toLocaleString("en-US")}`}
      actions={
        <Button onClick={() => paging.onPageChange(last)}>Go to page {last.toLocaleString("en-US")}</Button>
      }
    >
      The list ends on page {last.toLocaleString("en-US")}.
    </Blank>
  );
}
