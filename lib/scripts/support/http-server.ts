import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { beginDraining, isDraining } from "@/lib/http/lifecycle";
import { logger } from "@/lib/log";

/**
 * Answers some requests before the last handler is asked, for machine paths that cannot afford its way.
 * @returns whether it took the request
 */
export type Lane = (request: IncomingMessage, response: ServerResponse) => boolean;

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export interface HttpServerOptions {
  host: string;
  port: number;
  /** Asked in this order. */
  lanes?: readonly Lane[];
  /** Gets the server before it listens; gives the handler for what no lane took. */
  prepare: (server: Server) => Promise<Handler>;
  /** How long running requests may take to finish once the server stops. */
  drainWithinMs?: number;
}

export interface HttpServer {
  port: number;
  /** Is not ready from now on, takes no new connection, lets running requests finish, then closes. */
  stop(): Promise<void>;
}

/** Longer than the 60 s that common reverse proxies keep an idle connection, so that they close it first. */
const keepAliveTimeoutMs = 65_000;
/** Against clients that send their headers byte by byte. */
const headersTimeoutMs = 15_000;
/** For a whole request, its body included: a file of a million rows over a slow line. */
const requestTimeoutMs = 10 * 60_000;

const closeIdleEveryMs = 50;

/** Starts an HTTP server that ends in order. @throws when the port is taken */
export async function startHttpServer(options: HttpServerOptions): Promise<HttpServer> {
  const { host, port, lanes = [], prepare, drainWithinMs = 30_000 } = options;
  const server = createServer({
    keepAliveTimeout: keepAliveTimeoutMs,
    headersTimeout: headersTimeoutMs,
    requestTimeout: requestTimeoutMs,
  });
  const handle = await prepare(server);
  server.on("request", (request, response) => {
    if (isDraining()) response.setHeader("Connection", "close");
    appendHop(request);
    if (lanes.some((lane) => lane(request, response))) return;
    handle(request, response).catch((error: unknown) => {
      logger().error({ error, path: request.url?.split("?")[0] }, "a request failed outside of every route");
      response.destroy();
    });
  });
  await listen(server, host, port);
  return { port: portOf(server), stop: () => drain(server, drainWithinMs) };
}

/** The last hop is what we see ourselves; a client can write the ones before it as it likes. */
function appendHop({ headers, socket }: IncomingMessage): void {
  const before = headers["x-forwarded-for"];
  headers["x-forwarded-for"] = [before ?? [], socket.remoteAddress ?? "unknown"].flat().join(", ");
}

async function drain(server: Server, withinMs: number): Promise<void> {
  beginDraining();
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // A connection whose answer had begun before stays open for the next request: closed once it falls idle.
  const idle = setInterval(() => server.closeIdleConnections(), closeIdleEveryMs);
  const overdue = setTimeout(() => server.closeAllConnections(), withinMs);
  await closed;
  clearInterval(idle);
  clearTimeout(overdue);
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

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}
