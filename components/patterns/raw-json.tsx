import ChevronRight from "lucide-react/icons/chevron-right";
import type { ReactNode } from "react";
import { CodeBlock } from "@/components/ui/code-block";

/** JSON with two spaces. Big integers are written as the digits they are. */
function pretty(value: unknown): string {
  const text = JSON.stringify(
    value,
    (_, held: unknown) => (typeof held === "bigint" ? held.toString() : held),
    2,
  );
  return text ?? "null";
}

/** The vendor's answer as it last came, folded away until asked for. */
export function RawJson(props: {
  /** What it is: "Raw device". */
  label: string;
  value: unknown;
  /** Where and when it came from: time and request id. */
  note?: ReactNode;
  defaultOpen?: boolean;
}) {
  return (
    <details open={props.defaultOpen} className="group text-13">
      <summary className="flex w-fit list-none items-center gap-1.5 rounded-4 font-semibold [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden className="size-4 text-muted transition-transform group-open:rotate-90" />
        {props.label}
      </summary>
      {props.note && <p className="mt-2 text-12 text-muted">{props.note}</p>}
      <CodeBlock code={pretty(props.value)} label={props.label} maxHeight="tall" className="mt-2" />
    </details>
  );
}
