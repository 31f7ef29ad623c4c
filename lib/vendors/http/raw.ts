import { isSecretName } from "./redact";

/** Deeper than anything the vendors have to say, and shallow enough for every recursion. */
const levelsMax = 32;

/** Secrets of an answer beyond those that every vendor's names give away. */
interface AlsoSecret {
  /** Whether a field of this name holds one. */
  isSecret?(name: string): boolean;
  /** Texts that are secret wherever they stand. */
  values?: readonly string[];
}

function shown(value: unknown, levels: number, inSecret: boolean, also: AlsoSecret): unknown {
  if (inSecret && (typeof value === "string" || Array.isArray(value))) return "[redacted]";
  if (typeof value === "string") {
    return (also.values ?? []).reduce((text, secret) => text.replaceAll(secret, "[redacted]"), value);
  }
  if (typeof value !== "object" || value === null) return value;
  if (levels === 0) return "[too deep]";
  if (Array.isArray(value)) return value.map((inner) => shown(inner, levels - 1, false, also));
  const members = Object.entries(value).map(([name, inner]: [string, unknown]) => {
    const isSecret = inSecret || isSecretName(name) || also.isSecret?.(name) === true;
    return [name, shown(inner, levels - 1, isSecret, also)];
  });
  return Object.fromEntries(members);
}

/**
 * The vendor's own words, to be shown beside ours: no deeper than 32 levels, and without secrets. A number under a
 * secret's name stays: how often a SymmetricKey was asked for is no secret.
 */
export function rawOf(value: unknown, also: AlsoSecret = {}): unknown {
  return shown(value, levelsMax, false, also);
}
