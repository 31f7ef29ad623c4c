import type { Role } from "@/lib/access/permissions";
import type { Session } from "@/lib/access/sessions";
import type { AnyOperation } from "@/lib/contract/operation";

export const consoleOrigin = "http://localhost:3000";

/** A signed-in person of a role, as `currentSession` finds one: signed in a moment ago unless said otherwise. */
export function sessionOf(role: Role, changes: Partial<Session> = {}): Session {
  const userId = `usr_${role}`;
  const email = `${role}@example.com`;
  return {
    sessionId: `session of ${role}`,
    userId,
    name: `The ${role}`,
    email,
    role,
    actor: { type: "person", id: userId, name: email, role, address: "192.0.2.9" },
    expiresAt: new Date(Date.now() + 60_000),
    confirmedAt: new Date(),
    ...changes,
  };
}

interface Asked {
  params?: Record<string, string>;
  query?: string;
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

/** A request as a page of the console makes it, and what Next hands to the route beside it. */
export function asked(
  operation: Pick<AnyOperation, "method" | "path">,
  { params = {}, query = "", ...rest }: Asked = {},
) {
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_whole, name: string) =>
    encodeURIComponent(params[name] ?? "x"),
  );
  const headers = new Headers({
    host: new URL(consoleOrigin).host,
    origin: consoleOrigin,
    ...(rest.body === undefined ? {} : { "content-type": "application/json" }),
    ...rest.headers,
  });
  const request = new Request(`${consoleOrigin}/api/v1${path}${query}`, {
    method: operation.method,
    body: rest.body === undefined ? null : JSON.stringify(rest.body),
    signal: rest.signal ?? null,
  });
  // `Origin` and `Host` are the browser's to set; a Request made here may not.
  Object.defineProperty(request, "headers", { value: headers });
  return [request, { params: Promise.resolve(params) }] as const;
}
