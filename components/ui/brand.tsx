import NextLink from "next/link";
import { cn } from "./cn";

/** The mark: a sealed deed, drawn on the grid of the icons. */
export function BrandMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 20 20" aria-hidden className={cn("size-5 shrink-0", className)}>
      <path
        d="M4.5 2.5h8l3 3v6.25M4.5 2.5v15h5"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.75"
        strokeLinejoin="round"
        strokeLinecap="round"
      />
      <path d="M7.5 8h5M7.5 11h2.5" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" />
      <circle cx="13.75" cy="14.5" r="3.5" fill="var(--color-accent)" />
    </svg>
  );
}

/** Mark and name, the way home. */
export function Brand({ collapsed }: { collapsed?: boolean }) {
  return (
    <NextLink
      href="/"
      aria-label="Muniment, overview"
      className="flex items-center gap-2 rounded-control px-2 py-1"
    >
      <BrandMark />
      {!collapsed && <span className="text-14 font-semibold">Muniment</span>}
    </NextLink>
  );
}
