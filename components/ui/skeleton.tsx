import { cn } from "./cn";

/** A grey bar where a value will stand. Give it the width and height the value will have. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={cn("block h-3 animate-breathe rounded-4 bg-pressed", className)} />;
}
