import { cn } from "./cn";

export const statusKinds = ["ok", "waiting", "attention", "failed", "unknown", "neutral"] as const;

/** What a state means for the reader, whatever its word. "neutral" is off, expired, retired. */
export type StatusKind = (typeof statusKinds)[number];

const colors: Record<StatusKind, string> = {
  ok: "text-ok",
  waiting: "text-waiting",
  attention: "text-attention",
  failed: "text-failed",
  unknown: "text-unknown",
  neutral: "text-neutral",
};

/** Sign inside a filled shape: drawn in the color of what is behind the icon. */
const sign = {
  fill: "none",
  stroke: "var(--color-surface)",
  strokeWidth: 1.75,
  strokeLinecap: "round",
} as const;

const shapes: Record<StatusKind, React.ReactNode> = {
  ok: (
    <>
      <circle cx="8" cy="8" r="7" fill="currentColor" />
      <path d="m5 8.25 2.1 2.1 4-4.4" {...sign} strokeLinejoin="round" />
    </>
  ),
  waiting: (
    <>
      <circle cx="8" cy="8" r="6.1" fill="none" stroke="currentColor" strokeWidth="1.75" />
      <path d="M8 4.5A3.5 3.5 0 0 1 8 11.5Z" fill="currentColor" />
    </>
  ),
  attention: (
    <>
      <path
        d="M8 2.1 14.6 13.5H1.4Z"
        fill="currentColor"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinejoin="round"
      />
      <path d="M8 6v3.4M8 11.6v.01" {...sign} />
    </>
  ),
  failed: (
    <>
      <path d="M5.1 1h5.8L15 5.1v5.8L10.9 15H5.1L1 10.9V5.1Z" fill="currentColor" />
      <path d="m5.8 5.8 4.4 4.4m0-4.4-4.4 4.4" {...sign} />
    </>
  ),
  unknown: (
    <>
      <circle
        cx="8"
        cy="8"
        r="6.25"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.75"
        strokeDasharray="2.2 1.727"
      />
      <circle cx="8" cy="8" r="1.75" fill="currentColor" />
    </>
  ),
  neutral: (
    <>
      <circle cx="8" cy="8" r="6.1" fill="none" stroke="currentColor" strokeWidth="1.75" />
      <path d="M5.25 8h5.5" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" />
    </>
  ),
};

/** The shape and color of a state. Its word always stands beside it. */
export function StatusIcon({ kind, className }: { kind: StatusKind; className?: string }) {
  return (
    <svg viewBox="0 0 16 16" aria-hidden className={cn("size-4 shrink-0", colors[kind], className)}>
      {shapes[kind]}
    </svg>
  );
}
