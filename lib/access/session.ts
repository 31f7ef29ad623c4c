import "server-only";
import { cookies, headers } from "next/headers";
import { decode } from "next-auth/jwt";
import { env } from "@/lib/env";
import { clientAddress } from "./client-address";
import { sessionCookie } from "./cookies";
import { type Asking, readSession, type Session } from "./sessions";

/** The session of the request being answered, in pages and routes alike; undefined when nobody is signed in. */
export async function currentSession(asking?: Asking): Promise<Session | undefined> {
  const [jar, requestHeaders] = await Promise.all([cookies(), headers()]);
  const sealed = jar.get(sessionCookie())?.value;
  if (sealed === undefined) return undefined;
  const sessionId = await unseal(sealed);
  return sessionId === undefined ? undefined : readSession(sessionId, clientAddress(requestHeaders), asking);
}

async function unseal(sealed: string): Promise<string | undefined> {
  try {
    const token = await decode({ token: sealed, secret: env().AUTH_SECRET });
    return typeof token?.sessionId === "string" ? token.sessionId : undefined;
  } catch {
    // Sealed with another secret, cut short or made up: the same as no cookie.
    return undefined;
  }
}
