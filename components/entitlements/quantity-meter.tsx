import { cn } from "@/components/ui/cn";
import type { Entitlement } from "@/lib/contract/entitlements";
import { usedWords } from "./words";

/** How much of an entitlement is taken: the words, and a bar beside them where both numbers are said. */
export function QuantityMeter({
  quantity,
  className,
}: {
  quantity: Entitlement["quantity"];
  className?: string;
}) {
  const { total, activated } = quantity;
  const words = usedWords(quantity);
  if (total === null || activated === null) return <span className="text-muted">{words}</span>;
  const exceeded = activated > total;
  return (
    <span className={cn("inline-flex items-center gap-2", className)}>
      <span className="block h-1 w-14 shrink-0 overflow-hidden rounded-full bg-pressed">
        {/* The platform's own look differs between browsers; its meaning is what is wanted of it. */}
        <meter
          className="sr-only"
          aria-label="Used"
          min={0}
          max={total}
          value={activated}
          aria-valuetext={words}
        />
        <span
          aria-hidden
          className={cn(
            "block h-full origin-left rounded-full forced-colors:bg-[Highlight]",
            exceeded ? "bg-failed" : "bg-muted",
          )}
          style={{ transform: `scaleX(${total === 0 ? 1 : Math.min(1, activated / total)})` }}
        />
      </span>
      <span className={cn("tabular whitespace-nowrap", exceeded && "font-medium")}>{words}</span>
    </span>
  );
}
