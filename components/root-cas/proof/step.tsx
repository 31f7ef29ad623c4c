import Check from "lucide-react/icons/check";
import type { ReactNode, Ref } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import type { ProofStep } from "./proof-draft";

/** One step of three: open with its content, else its heading; one that is done can be gone back to. */
export function Step(props: {
  number: ProofStep;
  current: ProofStep;
  title: string;
  /** What came of it, once it is done. */
  done?: ReactNode;
  onBack: () => void;
  headingRef: Ref<HTMLHeadingElement>;
  children: ReactNode;
}) {
  const { number, current, title, done, onBack, headingRef, children } = props;
  const isCurrent = number === current;
  const isDone = number < current;
  return (
    <li aria-current={isCurrent ? "step" : undefined} className="flex gap-3 border-t border-line py-4">
      <span
        aria-hidden
        className={cn(
          "tabular flex size-6 shrink-0 items-center justify-center rounded-full border text-12 font-medium",
          isCurrent && "border-accent text-accent",
          isDone && "border-line-strong text-ok",
          number > current && "border-line-strong text-muted",
        )}
      >
        {isDone ? <Check className="size-3.5" /> : number}
      </span>
      <div className="min-w-0 flex-1">
        <div className="flex min-h-6 flex-wrap items-center justify-between gap-x-4 gap-y-1">
          <h3
            ref={headingRef}
            tabIndex={-1}
            className={cn("rounded-2 text-13 font-semibold", number > current && "text-muted")}
          >
            {title}
            {isDone && <span className="sr-only"> (done)</span>}
          </h3>
          {isDone && (
            <Button size="small" variant="ghost" onClick={onBack}>
              Go back
              <span className="sr-only"> to step {number}</span>
            </Button>
          )}
        </div>
        {isDone && done && <div className="mt-1 text-13 text-muted">{done}</div>}
        {isCurrent && (
          <div className="mt-3 flex max-w-160 flex-col items-start gap-4 text-13">{children}</div>
        )}
      </div>
    </li>
  );
}
