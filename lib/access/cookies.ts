import { env } from "@/lib/env";

/** `__Host-` ties a cookie to this host and to HTTPS; browsers refuse the prefix on plain HTTP. */
export function isSecure(): boolean {
  return new URL(env().APP_URL).protocol === "https:";
}

export function cookieName(name: string): string {
  return isSecure() ? `__Host-muniment.${name}` : `muniment.${name}`;
}

export const sessionCookie = () => cookieName("session");
