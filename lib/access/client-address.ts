import { env } from "@/lib/env";

/**
 * The address a request came from. The console's own server writes the last hop of X-Forwarded-For, from the
 * connection itself; with reverse proxies of ours in front, as many hops before it are theirs. All the others are the
 * client's word and count for nothing.
 */
export function clientAddress(headers: Headers): string | null {
  const hops = headers.get("x-forwarded-for")?.split(",") ?? [];
  return hops.at(-1 - env().TRUSTED_PROXIES)?.trim() || null;
}
