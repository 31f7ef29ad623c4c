import { isSecretName } from "../http/redact";

/** Deeper than anything the vendor has to say, and shallow enough for every recursion. */
const levelsMax = 32;

function shown(value: unknown, levels: number, isSecret: boolean): unknown {
  if (isSecret && (typeof value === "string" || Array.isArray(value))) return "[redacted]";
  if (typeof value !== "object" || value === null) return value;
  if (levels === 0) return "[too deep]";
  if (Array.isArray(value)) return value.map((inner) => shown(inner, levels - 1, false));
  const members = Object.entries(value).map(([name, inner]: [string, unknown]) => {
    return [name, shown(inner, levels - 1, isSecret || isSecretName(name))];
  });
  return Object.fromEntries(members);
}

/**
 * The vendor's own words, to be shown beside ours: no deeper than 32 levels, and without secrets. A number under a
 * secret's name stays: how often a SymmetricKey was asked for is no secret.
 */
export function rawOf(value: unknown): unknown {
  return shown(value, levelsMax, false);
}
