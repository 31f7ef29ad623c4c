const form =
  /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)? ?(Z|[+-]\d{2}(?::?\d{2})?)?)?$/i;

/**
 * A vendor's timestamp as ISO 8601 in UTC with milliseconds, or null when it is none. Reads what the vendors are known
 * to write: with `Z`, with an offset (`+00:00`, `+0000`), without seconds, without a zone (taken as UTC, where
 * JavaScript would take it as local time), a date alone (its first moment), and blanks around it.
 */
export function instantOf(value: unknown): string | null {
  if (typeof value !== "string") return null;
  const match = form.exec(value.trim());
  if (match === null) return null;
  const [, date, time = "00:00", seconds = "00", fraction = "0", zone = "Z"] = match;
  const milliseconds = fraction.slice(0, 3).padEnd(3, "0");
  const offset = /^z$/i.test(zone) ? "Z" : `${zone.slice(0, 3)}:${zone.slice(3).replace(":", "") || "00"}`;
  const instant = new Date(`${date}T${time}:${seconds}.${milliseconds}${offset}`);
  return Number.isNaN(instant.getTime()) ? null : instant.toISOString();
}
