import type { VendorWarnings as Warnings } from "@/lib/contract/entitlements";
import { Notice } from "./notice";

/** What the vendor said beside an answer that it gave all the same. Nothing where it said nothing. */
export function VendorWarnings({ warnings, title }: { warnings: Warnings; title: string }) {
  if (warnings.length === 0) return null;
  return (
    <Notice kind="attention" title={title}>
      <ul className="flex flex-col gap-0.5">
        {warnings.map(({ code, words }) => (
          <li key={`${code} ${words}`}>
            {words}
            {code && <span className="font-mono text-12 text-muted"> {code}</span>}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
