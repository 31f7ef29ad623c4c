"use client";

import Eye from "lucide-react/icons/eye";
import EyeOff from "lucide-react/icons/eye-off";
import type { ReactNode } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import { IconButton } from "@/components/ui/icon-button";
import { SpinnerRing } from "@/components/ui/spinner";

/** Always twelve, whatever the secret: its length tells nothing. */
const dots = "•".repeat(12);

export interface HiddenSecretProps {
  /** What it is: "API key". */
  label: string;
  /** Present only while it is shown. It is fetched when asked for and forgotten when hidden. */
  value: string | null;
  /** Known ends, such as prefix and last four, shown while hidden. */
  hint?: { start?: string; end?: string };
  onReveal: () => void;
  onHide: () => void;
  revealing?: boolean;
  /** While shown: how long still. */
  countdown?: ReactNode;
}

/** A secret: dots of fixed width, reveal and copy beside it, a countdown while shown. */
export function HiddenSecret(props: HiddenSecretProps) {
  const { label, value, hint, revealing } = props;
  return (
    <span className="inline-flex max-w-full flex-wrap items-center gap-1">
      {value === null ? (
        <span className="font-mono text-12">
          {hint?.start}
          <span aria-hidden>{dots}</span>
          <span className="sr-only">{label} is hidden</span>
          {hint?.end}
        </span>
      ) : (
        <span className="font-mono text-12 [overflow-wrap:anywhere]">{value}</span>
      )}
      <IconButton
        size="small"
        label={value === null ? `Reveal ${label}` : `Hide ${label}`}
        aria-busy={revealing || undefined}
        icon={
          revealing ? (
            <SpinnerRing />
          ) : value === null ? (
            <Eye aria-hidden className="size-4" />
          ) : (
            <EyeOff aria-hidden className="size-4" />
          )
        }
        onClick={value === null ? props.onReveal : props.onHide}
      />
      {value !== null && <CopyButton value={value} label={`Copy ${label}`} />}
      {value !== null && props.countdown && (
        <span className="tabular text-12 text-muted">{props.countdown}</span>
      )}
    </span>
  );
}
