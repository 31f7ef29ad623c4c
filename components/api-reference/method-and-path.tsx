import { Badge } from "@/components/ui/badge";

/** How an operation is asked for. */
export function MethodAndPath({ method, path }: { method: string; path: string }) {
  return (
    <span className="inline-flex max-w-full items-baseline gap-2">
      <Badge className="shrink-0 font-mono">{method}</Badge>
      <code className="font-mono text-13 text-ink [overflow-wrap:anywhere]">{path}</code>
    </span>
  );
}
