import { type ReactNode, useId } from "react";
import { cn } from "@/components/ui/cn";

/** A part of a page under its own heading. */
export function Section(props: {
  title: ReactNode;
  /** One line under the heading. */
  description?: ReactNode;
  actions?: ReactNode;
  className?: string;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={cn("flex min-w-0 flex-col gap-3", props.className)}>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <div className="min-w-0">
          <h2 id={id} className="text-14 font-semibold">
            {props.title}
          </h2>
          {props.description && <p className="text-13 text-muted">{props.description}</p>}
        </div>
        {props.actions && <div className="flex flex-wrap gap-2">{props.actions}</div>}
      </div>
      {props.children}
    </section>
  );
}
