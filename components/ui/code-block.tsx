import { cn } from "./cn";
import { CopyButton } from "./copy-button";

export interface CodeBlockProps {
  code: string;
  /** What it is: names the region and the copy button. */
  label: string;
  wrap?: boolean;
  /** Limits the height; the rest scrolls. */
  maxHeight?: "short" | "tall";
  className?: string;
}

/** Text for machines: mono, scrollable by keyboard, with a copy button. */
export function CodeBlock({ code, label, wrap = false, maxHeight, className }: CodeBlockProps) {
  return (
    <div className={cn("relative rounded-card border border-line bg-sunken", className)}>
      <section
        aria-label={label}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard
        tabIndex={0}
        className={cn(
          "overflow-auto rounded-card",
          maxHeight === "short" && "max-h-48",
          maxHeight === "tall" && "max-h-120",
        )}
      >
        <pre
          className={cn(
            "w-max min-w-full py-2.5 pl-3 pr-10 font-mono text-12 text-ink",
            wrap && "w-auto whitespace-pre-wrap [overflow-wrap:anywhere]",
          )}
        >
          <code>{code}</code>
        </pre>
      </section>
      <CopyButton value={code} label={`Copy ${label}`} className="absolute right-2 top-1.5 bg-sunken" />
    </div>
  );
}
