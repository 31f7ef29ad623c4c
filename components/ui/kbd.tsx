import type { ReactNode } from "react";

/** One key. Several keys: one element each. */
export function Kbd({ children }: { children: ReactNode }) {
  return (
    <kbd className="inline-flex h-5 min-w-5 items-center justify-center rounded-4 border border-line-strong bg-surface px-1 font-sans text-12 text-muted">
      {children}
    </kbd>
  );
}
