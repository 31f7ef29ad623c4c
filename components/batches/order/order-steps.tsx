import type { ReactNode } from "react";
import { Section } from "@/components/patterns/section";
import { cn } from "@/components/ui/cn";

/** The steps of an order at the left, what they come to at the right; below 1024 px it stands before the review. */
export function OrderSteps(props: { steps: ReactNode; outlook: ReactNode; review: ReactNode }) {
  return (
    <div className="grid gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      <div className="flex min-w-0 flex-col gap-8">{props.steps}</div>
      <div className="min-w-0 lg:row-span-2">
        <div className="flex flex-col gap-8 lg:sticky lg:top-[calc(var(--top-bar)+24px)]">
          {props.outlook}
        </div>
      </div>
      <div className="min-w-0">{props.review}</div>
    </div>
  );
}

/** One step: its number, its heading, its fields. */
export function Step(props: {
  number: number;
  title: string;
  description?: ReactNode;
  /** A table takes the whole column; fields are easier to read when they do not. */
  wide?: boolean;
  children: ReactNode;
}) {
  return (
    <Section
      title={
        <>
          <span className="tabular mr-2 font-normal text-muted">{props.number}</span>
          {props.title}
        </>
      }
      description={props.description}
    >
      <div className={cn("flex flex-col gap-5", !props.wide && "max-w-140")}>{props.children}</div>
    </Section>
  );
}
