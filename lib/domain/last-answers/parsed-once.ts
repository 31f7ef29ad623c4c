import type { ReadStored } from "./shared-answers";

interface Parsed {
  version: string;
  value: Promise<unknown>;
}

/** Of each reader, the answers that were asked about last. */
const entriesMax = 20;
const parsedBy = new WeakMap<object, Map<string, Parsed>>();

/** Keeps what is stored a moment ago and need not be parsed here. */
export function keepParsed<Value>(
  readStored: ReadStored<Value>,
  key: string,
  version: string,
  value: Value,
): void {
  keep(readStored, key, { version, value: Promise.resolve(value) });
}

function keep(readStored: object, key: string, parsed: Parsed): void {
  const entries = parsedBy.get(readStored) ?? new Map<string, Parsed>();
  parsedBy.set(readStored, entries);
  entries.delete(key);
  entries.set(key, parsed);
  const oldest = entries.keys().next();
  if (entries.size > entriesMax && !oldest.done) entries.delete(oldest.value);
}

/**
 * What a reader makes of a stored answer, worked out once in the process for each version of it: thousands of rows are
 * not fetched and parsed again for everybody who looks at one of them. The value is shared: nobody may change it.
 * @param fetch the body as it is now, which may be newer than `version`; undefined when it is gone
 */
export async function parsedOnce<Value>(
  readStored: ReadStored<Value>,
  key: string,
  version: string,
  fetch: () => Promise<unknown>,
): Promise<Value | undefined> {
  const kept = parsedBy.get(readStored)?.get(key);
  const parsed = kept?.version === version ? kept : { version, value: fetch().then(readStored) };
  keep(readStored, key, parsed);
  try {
    // It was this reader that made it.
    return (await parsed.value) as Value | undefined;
  } catch (error) {
    const entries = parsedBy.get(readStored);
    if (entries?.get(key) === parsed) entries.delete(key);
    throw error;
  }
}
