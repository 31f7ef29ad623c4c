import { createServer } from "node:https";
import type { SecureContextOptions } from "node:tls";
import { carefully, type HttpHandler, type HttpServer, listen } from "./http-server";

export interface TlsServer extends HttpServer {
  /** Certificate, key and the authorities whose clients are let in. Before it no handshake succeeds. */
  use(context: SecureContextOptions): void;
}

/**
 * Listens with TLS 1.2 or newer and lets nobody in without a client certificate. Keys come later, since making them
 * takes time and few need this port.
 * @throws the listen error when the port cannot be had
 */
export async function startTlsServer(options: {
  port: number;
  host: string;
  handle: HttpHandler;
}): Promise<TlsServer> {
  const server = createServer(
    { requestCert: true, rejectUnauthorized: true, minVersion: "TLSv1.2" },
    carefully(options.handle),
  );
  const listening = await listen(server, "https", options);
  return { ...listening, use: (context) => server.setSecureContext({ minVersion: "TLSv1.2", ...context }) };
}
