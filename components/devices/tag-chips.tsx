import { Badge } from "@/components/ui/badge";
import { Tooltip } from "@/components/ui/tooltip";

const shown = 2;

/** The first tags of a row; the rest as a number, all of them on the device's page. */
export function TagChips({ tagNames }: { tagNames: readonly string[] }) {
  const others = tagNames.slice(shown);
  return (
    <span className="flex max-w-full items-center gap-1">
      {tagNames.slice(0, shown).map((name) => (
        <Badge key={name} className="max-w-22">
          {name}
        </Badge>
      ))}
      {others.length > 0 && (
        <Tooltip content={others.join(", ")}>
          <span
            // biome-ignore lint/a11y/noNoninteractiveTabindex: the tooltip has to be reachable by keyboard
            tabIndex={0}
            className="rounded-2 text-12 text-muted"
          >
            +{others.length}
            <span className="sr-only"> more: {others.join(", ")}</span>
          </span>
        </Tooltip>
      )}
    </span>
  );
}
