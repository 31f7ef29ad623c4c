"use client";

import Check from "lucide-react/icons/check";
import Copy from "lucide-react/icons/copy";
import X from "lucide-react/icons/x";
import { Button } from "./button";
import { IconButton } from "./icon-button";
import { type CopyState, useCopy } from "./use-copy";

function CopyIcon({ state }: { state: CopyState }) {
  if (state === "copied") return <Check aria-hidden className="size-4 text-ok" />;
  if (state === "failed") return <X aria-hidden className="size-4 text-failed" />;
  return <Copy aria-hidden className="size-4" />;
}

const outcome: Record<CopyState, string> = {
  idle: "",
  copied: "Copied",
  failed: "Could not copy. Select the text and copy it yourself.",
};

export interface CopyButtonProps {
  value: string;
  /** What is copied: "Copy RoT UID". */
  label: string;
  /** Shows the label instead of the icon alone. */
  labeled?: boolean;
  size?: "small" | "medium";
  className?: string;
}

/** Copies a value; the answer shows at the button itself. */
export function CopyButton({ value, label, labeled, size = "small", className }: CopyButtonProps) {
  const { state, copy } = useCopy();
  const icon = <CopyIcon state={state} />;
  return (
    <>
      {labeled ? (
        <Button size={size} icon={icon} onClick={() => copy(value)} className={className}>
          {label}
        </Button>
      ) : (
        <IconButton
          label={state === "copied" ? "Copied" : label}
          icon={icon}
          size={size}
          onClick={() => copy(value)}
          className={className}
        />
      )}
      <span role="status" className="sr-only">
        {outcome[state]}
      </span>
    </>
  );
}
