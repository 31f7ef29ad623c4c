"use client";

import Download from "lucide-react/icons/download";
import type { ReactNode } from "react";
import { Button, type ButtonProps } from "@/components/ui/button";
import { addressOf } from "@/lib/browser/call";
import { batches } from "@/lib/contract/batches";

const addressFor = (batchId: number) => addressOf(batches.download, { params: { batchId } });

/**
 * A form, so that the browser itself writes the zip to disk as it comes: no page could hold 50,000 certificates. When
 * the zip cannot be had, the server sends the browser to the batch's page with `?problem=`.
 */
export function DownloadButton(
  props: Pick<ButtonProps, "variant" | "size"> & {
    batchId: number;
    /** Names the button where several are on the page. */
    label?: string;
    onStart?: () => void;
    children: ReactNode;
  },
) {
  const { batchId, label, onStart, children, ...look } = props;
  return (
    <form method="post" action={addressFor(batchId)} onSubmit={onStart} className="inline-flex">
      <Button {...look} type="submit" aria-label={label} icon={<Download aria-hidden className="size-4" />}>
        {children}
      </Button>
    </form>
  );
}

/** The same from a menu, whose items are no form controls. */
export function startDownload(batchId: number): void {
  const form = document.createElement("form");
  form.method = "post";
  form.action = addressFor(batchId);
  document.body.append(form);
  form.submit();
  form.remove();
}
