import { cn } from "@/components/ui/cn";

export type RotationStep = 1 | 2 | 3;

/** Where in the rotation one is. */
export function RotationSteps({ noun, current }: { noun: string; current: RotationStep }) {
  const steps = [`New ${noun}`, "Trial", "Result"];
  return (
    <ol aria-label="Steps" className="flex flex-wrap gap-x-5 gap-y-1 text-12">
      {steps.map((title, index) => {
        const number = index + 1;
        return (
          <li
            key={title}
            aria-current={number === current ? "step" : undefined}
            className={cn(
              "flex items-center gap-1.5",
              number === current ? "font-medium text-ink" : "text-muted",
            )}
          >
            <span
              aria-hidden
              className={cn(
                "tabular flex size-5 items-center justify-center rounded-full border",
                number === current ? "border-accent text-accent" : "border-line-strong",
              )}
            >
              {number}
            </span>
            {title}
          </li>
        );
      })}
    </ol>
  );
}
