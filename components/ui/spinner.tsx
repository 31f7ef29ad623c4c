import { cn } from "./cn";
import { Delayed } from "./delayed";

/** The turning ring alone, for use inside something that already says what is awaited. */
export function SpinnerRing({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 16 16" aria-hidden className={cn("size-4 shrink-0 animate-wait", className)}>
      <circle cx="8" cy="8" r="6.25" fill="none" stroke="currentColor" strokeWidth="1.75" opacity="0.25" />
      <path
        d="M8 1.75A6.25 6.25 0 0 1 14.25 8"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.75"
        strokeLinecap="round"
      />
    </svg>
  );
}

/** A spinner with its word, shown after 200 ms. Announced politely. */
export function Spinner({ label = "Loading" }: { label?: string }) {
  return (
    <span role="status" className="inline-flex min-h-5 items-center gap-2 text-13 text-muted">
      <Delayed>
        <SpinnerRing />
        {label}
      </Delayed>
    </span>
  );
}
