import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { beginDraining, isDraining } from "@/lib/http/lifecycle";
import { logger } from "@/lib/log";

/**
 * Answers some requests in front of Next, for machine paths that cannot afford its way.
 * @returns whether it took the request
 */
export type Lane = (request: IncomingMessage, response: ServerResponse) => boolean;

export interface WebServerOptions {
  host: string;
  port: number;
  /** Recompiles what changes while it runs. */
  development: boolean;
  /** Asked in this order before Next is. */
  lanes?: readonly Lane[];
}

export interface WebServer {
  /** Takes no new connection, lets running requests finish, then closes. */
  stop(): Promise<void>;
}

const drainWithinMs = 30_000;
/** Longer than the 60 s that common reverse proxies keep an idle connection, so that they close it first. */
const keepAliveTimeoutMs = 65_000;
/** Against clients that send their headers byte by byte. */
const headersTimeoutMs = 15_000;
/** For a whole request, its body included: a file of a million rows over a slow line. */
const requestTimeoutMs = 10 * 60_000;

/** Starts Next behind a server of our own, which decides when the process may end. */
export async function startWebServer(options: WebServerOptions): Promise<WebServer> {
  const { host, port, development, lanes = [] } = options;
  const server = createServer({
    keepAliveTimeout: keepAliveTimeoutMs,
    headersTimeout: headersTimeoutMs,
    requestTimeout: requestTimeoutMs,
  });
  // Not before: Next decides by NODE_ENV as it loads, and the programs set that first.
  const { default: next } = await import("next");
  const app = next({ dev: development, hostname: host, port, httpServer: server });
  await app.prepare();
  const handle = app.getRequestHandler();
  server.on("request", (request, response) => {
    if (isDraining()) response.setHeader("Connection", "close");
    if (lanes.some((lane) => lane(request, response))) return;
    handle(request, response).catch((error: unknown) => {
      logger().error({ error, path: request.url?.split("?")[0] }, "a request failed outside of every route");
      response.destroy();
    });
  });
  await listen(server, host, port);
  return {
    async stop() {
      beginDraining();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      const overdue = setTimeout(() => server.closeAllConnections(), drainWithinMs);
      await closed;
      clearTimeout(overdue);
      await app.close();
    },
  };
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error) => {
      const taken = "code" in error && error.code === "EADDRINUSE";
      reject(taken ? new Error(`Port ${port} is taken by another program. Set PORT to a free one.`) : error);
    });
    server.listen({ host, port }, resolve);
  });
}
