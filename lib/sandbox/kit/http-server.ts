import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

export interface HttpServer {
  readonly port: number;
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  /** Closes the port and breaks every open connection, so that nothing waits for a hung call. */
  stop(): Promise<void>;
}

/**
 * Listens on bare node:http.
 * @param options.port 0 lets the system choose.
 * @throws the listen error (EADDRINUSE, EACCES) when the port cannot be had.
 */
export async function startHttpServer(options: {
  port: number;
  host: string;
  handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
}): Promise<HttpServer> {
  const server = createServer((request, response) => {
    // A connection broken on purpose or by the caller must not bring the process down.
    response.on("error", () => {});
    options.handle(request, response).catch((error: unknown) => {
      if (response.headersSent) {
        response.destroy();
        return;
      }
      response.writeHead(500, { "content-type": "text/plain;charset=UTF-8" });
      response.end(`The sandbox itself failed: ${error instanceof Error ? error.message : String(error)}`);
    });
  });
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
    origin: `http://${host}:${address.port}`,
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
