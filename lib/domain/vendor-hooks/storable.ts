/** Postgres takes no NUL in texts, and neither NUL nor half a surrogate pair in JSON. */
export function storableText(text: string): string {
  return text.toWellFormed().replaceAll("\0", "\ufffd");
}

/** A value of JSON in which every text, names included, can be stored. It must not be deeper than the stack. */
export function storable<Value>(value: Value): Value {
  // Every value comes out as what it was, but for its texts.
  return storableValue(value) as Value;
}

function storableValue(value: unknown): unknown {
  if (typeof value === "string") return storableText(value);
  if (Array.isArray(value)) return value.map(storableValue);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [storableText(name), storableValue(inner)]),
  );
}
