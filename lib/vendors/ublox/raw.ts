import { withoutSecrets } from "../http/redact";

/** Deeper than anything the vendor has to say, and shallow enough for every recursion. */
const levelsMax = 32;

function cut(value: unknown, levels: number): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (levels === 0) return "[too deep]";
  if (Array.isArray(value)) return value.map((inner) => cut(inner, levels - 1));
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, cut(inner, levels - 1)]));
}

/** The vendor's own words, to be shown beside ours: without secrets, and no deeper than 32 levels. */
export function rawOf(value: unknown): unknown {
  return withoutSecrets(cut(value, levelsMax));
}
