import { AsyncLocalStorage } from "node:async_hooks";
import type { IncomingMessage } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { encode } from "next-auth/jwt";
import { sessionCookie } from "@/lib/access/cookies";
import { env } from "@/lib/env";
import { type HttpServer, startHttpServer } from "@/lib/scripts/support/http-server";

type Handler = (request: Request) => Promise<Response>;

const asking = new AsyncLocalStorage<IncomingMessage>();

/** Stands in for `next/headers` (`vi.mock`): what `cookies()` and `headers()` find is the request being answered. */
export const nextHeaders = {
  headers: async () => new Headers(Object.entries(asking.getStore()?.headers ?? {}).map(oneValue)),
  cookies: async () => ({
    get(name: string) {
      const given = asking.getStore()?.headers.cookie?.split("; ") ?? [];
      const found = given.find((pair) => pair.startsWith(`${name}=`));
      return found === undefined ? undefined : { name, value: found.slice(name.length + 1) };
    },
  }),
};

/** What a browser sends to be known as somebody. */
export async function cookieOf(sessionId: string): Promise<string> {
  return `${sessionCookie()}=${await encode({ token: { sessionId }, secret: env().AUTH_SECRET })}`;
}

/** A route behind the console's own HTTP server, which tells it when its client leaves, as Next does. */
export function serveRoute(handler: Handler): Promise<HttpServer> {
  // A server that a test before has stopped leaves the process on its way out.
  Object.assign(globalThis, { munimentIsDraining: undefined });
  return startHttpServer({
    host: "127.0.0.1",
    port: 0,
    prepare: async () => async (incoming, outgoing) => {
      const leaving = new AbortController();
      outgoing.once("close", () => {
        if (!outgoing.writableFinished) leaving.abort();
      });
      const request = new Request(`http://127.0.0.1${incoming.url}`, {
        method: incoming.method ?? "GET",
        signal: leaving.signal,
      });
      const response = await asking.run(incoming, () => handler(request));
      outgoing.writeHead(response.status, Object.fromEntries(response.headers));
      if (response.body === null) outgoing.end();
      // The client may leave in the middle.
      else await pipeline(Readable.fromWeb(response.body as never), outgoing).catch(() => {});
    },
  });
}

function oneValue([name, value]: [string, string | string[] | undefined]): [string, string] {
  return [name, [value ?? []].flat().join(", ")];
}
