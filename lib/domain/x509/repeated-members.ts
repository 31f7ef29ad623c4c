/** Strings, and the characters that structure JSON. */
const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]/g;

/**
 * Names of members that stand twice in one object of a JSON text: readers may then take different ones (RFC 8259 §4).
 * @param json a text that is JSON
 */
export function repeatedMembers(json: string): string[] {
  const repeated = new Set<string>();
  /** The names in each object around this place; null for an array. */
  const around: (Set<string> | null)[] = [];
  let lastString: string | undefined;
  for (const [token] of json.matchAll(tokens)) {
    if (token === "{") around.push(new Set());
    else if (token === "[") around.push(null);
    else if (token === "}" || token === "]") around.pop();
    else if (token === ":" && lastString !== undefined) {
      const names = around.at(-1);
      const name = String(JSON.parse(lastString));
      if (names?.has(name)) repeated.add(name);
      names?.add(name);
    }
    lastString = token.startsWith('"') ? token : undefined;
  }
  return [...repeated];
}
