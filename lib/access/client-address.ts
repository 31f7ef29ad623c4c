/**
 * The address a request came from. Behind a proxy the last hop of X-Forwarded-For is the one that our own
 * proxy wrote; the ones before it are the client's word.
 */
export function clientAddress(headers: Headers): string | null {
  return headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() || null;
}
