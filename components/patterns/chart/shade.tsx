import { cn } from "@/components/ui/cn";

/** From the ramp of text: each is told apart from its neighbors and from the page, in both themes. */
const fills = ["fill-muted", "fill-ink", "fill-control", "fill-soft"] as const;

/** The fill of the shade at a place. */
export const shadeFill = (place: number) => fills[place % fills.length] ?? fills[0];

/** The shade beside the name of what is drawn in it: stands in for a legend. */
export function ShadeMark({ place, className }: { place: number; className?: string }) {
  return (
    <svg aria-hidden viewBox="0 0 10 10" className={cn("size-2.5 shrink-0", className)}>
      <rect width="10" height="10" rx="2" className={shadeFill(place)} />
    </svg>
  );
}
