import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

export interface Fact {
  label: ReactNode;
  /** Null or undefined: `missing` says why there is none. */
  value: ReactNode;
  missing?: ReactNode;
}

/** Facts of a dossier: label 160 px, value beside it; below one another on phones. */
export function Facts({ facts, className }: { facts: readonly Fact[]; className?: string }) {
  return (
    <dl className={cn("text-13", className)}>
      {facts.map((fact, index) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: the facts of a page are a fixed list
          key={index}
          className="grid gap-x-4 border-t border-line py-2 first:border-t-0 first:pt-0 sm:grid-cols-[160px_minmax(0,1fr)]"
        >
          <dt className="text-muted">{fact.label}</dt>
          <dd className="min-w-0 [overflow-wrap:anywhere]">
            {fact.value ?? (fact.missing && <span className="text-muted">{fact.missing}</span>)}
          </dd>
        </div>
      ))}
    </dl>
  );
}
