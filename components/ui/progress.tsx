import { cn } from "./cn";

export interface ProgressProps {
  /** What is in progress. */
  label: string;
  /** Null while the total is not known. */
  value: number | null;
  max: number;
  /** The whole truth in words: "3,120 of 10,000 certificates, about 4 min". Shown and read. */
  text: string;
  className?: string;
}

/** How far it is, with its meaning in words. */
export function Progress({ className, ...bar }: ProgressProps) {
  return (
    <div className={cn("flex flex-col gap-1.5", className)}>
      <div className="flex flex-wrap justify-between gap-x-4 text-12">
        <span className="font-medium">{bar.label}</span>
        <span className="tabular text-muted">{bar.text}</span>
      </div>
      <ProgressBar {...bar} />
    </div>
  );
}

/** The bar alone, where its label and its words stand elsewhere on the page. */
export function ProgressBar({ label, value, max, text, className }: ProgressProps) {
  const share = value === null || max <= 0 ? null : Math.min(1, Math.max(0, value / max));
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={max}
      aria-valuenow={value ?? undefined}
      aria-valuetext={text}
      className={cn("h-1 overflow-hidden rounded-full bg-pressed forced-colors:bg-[GrayText]", className)}
    >
      {share === null ? (
        <div className="h-full w-1/4 animate-sweep rounded-full bg-accent forced-colors:bg-[Highlight]" />
      ) : (
        <div
          className="h-full origin-left rounded-full bg-accent transition-transform forced-colors:bg-[Highlight]"
          style={{ transform: `scaleX(${share})` }}
        />
      )}
    </div>
  );
}
