import { cn } from "@/components/ui/cn";
import { CopyButton } from "@/components/ui/copy-button";

/**
 * Splits an identifier for display: the last characters always stay, the start gives way when room
 * is short. Identifiers of up to 20 characters are shown whole.
 */
export function splitIdentifier(value: string, tail = 6): { head: string; tail: string } {
  if (value.length <= 20) return { head: value, tail: "" };
  return { head: value.slice(0, -tail), tail: value.slice(-tail) };
}

export interface IdentifierProps {
  value: string;
  /** What it is: "RoT UID". Names the copy button. */
  label: string;
  /** Leave the button out where the row already has one. */
  copy?: boolean;
  className?: string;
}

/** An identifier in mono. Long ones are cut in the middle with both ends visible. */
export function Identifier({ value, label, copy = true, className }: IdentifierProps) {
  return (
    <span className={cn("inline-flex max-w-full items-center gap-1 align-bottom", className)}>
      <IdentifierText value={value} />
      {copy && <CopyButton value={value} label={`Copy ${label}`} className="-my-1" />}
    </span>
  );
}

/** The text alone, for use inside a link. Screen readers and selection get the whole value. */
export function IdentifierText({ value }: { value: string }) {
  const { head, tail } = splitIdentifier(value);
  return (
    <span className="inline-flex min-w-0 whitespace-nowrap align-bottom font-mono text-12">
      <span className={cn("overflow-hidden text-ellipsis", tail && "max-w-[calc(12ch+1px)]")}>{head}</span>
      {tail && <span>{tail}</span>}
    </span>
  );
}
