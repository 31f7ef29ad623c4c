import { cn } from "./cn";

/** Classes every text-like control shares. 16 px on touch, so that phones do not zoom in. */
export function inputClass(className?: string) {
  return cn(
    "h-8 w-full min-w-0 rounded-control border border-control bg-surface px-2.5 text-13 text-ink transition-colors pointer-coarse:text-16",
    "focus-visible:border-accent focus-visible:outline-offset-0",
    "data-invalid:border-failed aria-invalid:border-failed",
    "disabled:cursor-not-allowed disabled:border-line-strong disabled:bg-sunken disabled:text-muted [&[readonly]]:bg-sunken",
    className,
  );
}
