import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";

export type HttpHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export interface HttpServer {
  readonly port: number;
  /** `http://127.0.0.1:PORT`, or with `https` */
  readonly origin: string;
  /** Closes the port and breaks every open connection, so that nothing waits for a hung call. */
  stop(): Promise<void>;
}

/**
 * Listens on bare node:http.
 * @param options.port 0 lets the system choose.
 * @throws the listen error (EADDRINUSE, EACCES) when the port cannot be had.
 */
export function startHttpServer(options: {
  port: number;
  host: string;
  handle: HttpHandler;
}): Promise<HttpServer> {
  return listen(createServer(carefully(options.handle)), "http", options);
}

/** A handler whose failures neither bring the process down nor leave the caller waiting. */
export function carefully(handle: HttpHandler): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    // A connection broken on purpose or by the caller must not bring the process down.
    response.on("error", () => {});
    handle(request, response).catch((error: unknown) => {
      if (response.headersSent) {
        response.destroy();
        return;
      }
      response.writeHead(500, { "content-type": "text/plain;charset=UTF-8" });
      response.end(`The sandbox itself failed: ${error instanceof Error ? error.message : String(error)}`);
    });
  };
}

/** @throws the listen error when the port cannot be had */
export async function listen(
  server: Server,
  scheme: "http" | "https",
  options: { port: number; host: string },
): Promise<HttpServer> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, options.host, () => {
      server.off("error", reject);
      resolve();
    });
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no TCP address");
  const host = options.host.includes(":") ? `[${options.host}]` : options.host;
  return {
    port: address.port,
    origin: `${scheme}://${host}:${address.port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/**
 * Reads a request's body to its end; null if it is larger than allowed. The rest is read and thrown
 * away, since a caller that is still sending would not see an early answer.
 */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer | null> {
  let chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    if (length <= maxBytes) chunks.push(chunk);
    else chunks = [];
  }
  return length <= maxBytes ? Buffer.concat(chunks) : null;
}
