"use client";

import EyeOff from "lucide-react/icons/eye-off";
import { type ReactNode, useEffect, useId, useRef } from "react";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { announce } from "@/components/ui/live-region";

/** One part of what is revealed. */
export interface SecretPart {
  /** In plain words: "Encryption key". */
  label: string;
  /** What it is for, small. */
  description?: string;
  /** Text is shown in mono and can be copied; anything else as it is. */
  value: string | { shown: ReactNode };
}

export interface SecretRevealProps {
  /** What was revealed: "Session key". */
  title: string;
  parts: readonly SecretPart[];
  /** Of `useSecret`. */
  secondsLeft: number;
  onHide: () => void;
}

/**
 * A secret that is shown once, with the seconds it still has. It comes and goes as a whole; assistive technology is told
 * that it is there, and reads it only when asked.
 */
export function SecretReveal({ title, parts, secondsLeft, onHide }: SecretRevealProps) {
  const id = useId();
  const region = useRef<HTMLElement>(null);
  useEffect(() => {
    announce(`${title}: shown once, for one minute.`);
    region.current?.focus({ preventScroll: true });
    region.current?.scrollIntoView({ block: "nearest" });
  }, [title]);
  return (
    <section
      ref={region}
      tabIndex={-1}
      aria-labelledby={id}
      className="scroll-mt-16 rounded-card border border-line-strong bg-surface px-4 py-3"
    >
      <div className="mb-3 flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <div>
          <h3 id={id} className="text-14 font-semibold">
            {title}
          </h3>
          <p className="text-12 text-muted">
            Shown once and kept nowhere. Hidden in{" "}
            <span role="timer" className="tabular text-ink">
              {secondsLeft} s
            </span>
          </p>
        </div>
        <Button size="small" icon={<EyeOff aria-hidden className="size-4" />} onClick={onHide}>
          Hide now
        </Button>
      </div>
      <dl className="text-13">
        {parts.map((part) => (
          <div
            key={`${part.label} ${part.description}`}
            className="grid gap-x-4 gap-y-0.5 border-t border-line py-2 sm:grid-cols-[180px_minmax(0,1fr)]"
          >
            <dt>
              {part.label}
              {part.description && <span className="block text-12 text-muted">{part.description}</span>}
            </dt>
            <dd className="min-w-0">
              <PartValue {...part} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function PartValue({ label, value }: SecretPart) {
  if (typeof value !== "string") return value.shown;
  return (
    <span className="flex min-w-0 items-start gap-1">
      <code className="min-w-0 py-0.5 font-mono text-12 [overflow-wrap:anywhere]">{value}</code>
      <CopyButton value={value} label={`Copy ${label}`} />
    </span>
  );
}
