import OctagonX from "lucide-react/icons/octagon-x";
import type { ComponentProps } from "react";

/** The line under a control that says what is wrong and how to mend it. */
export function FieldError({ children, ...rest }: ComponentProps<"div">) {
  return (
    <div {...rest} className="flex items-start gap-1.5 text-12 text-failed">
      <OctagonX aria-hidden className="mt-px size-3.5 shrink-0" />
      <span>{children}</span>
    </div>
  );
}
