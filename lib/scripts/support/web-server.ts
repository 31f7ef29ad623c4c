import { type HttpServer, type Lane, startHttpServer } from "./http-server";

export interface WebServerOptions {
  host: string;
  port: number;
  /** Recompiles what changes while it runs. */
  development: boolean;
}

/** What is answered in front of Next. */
const lanes: readonly Lane[] = [];

/** Starts Next behind a server of our own, which decides when the process may end. */
export async function startWebServer({ host, port, development }: WebServerOptions): Promise<HttpServer> {
  // Not loaded before: Next decides by NODE_ENV as it loads, and the programs set that first.
  const { default: next } = await import("next");
  let closeNext = async () => {};
  const server = await startHttpServer({
    host,
    port,
    lanes,
    async prepare(httpServer) {
      const app = next({ dev: development, hostname: host, port, httpServer });
      await app.prepare();
      closeNext = () => app.close();
      return app.getRequestHandler();
    },
  });
  return {
    port: server.port,
    async stop() {
      await server.stop();
      await closeNext();
    },
  };
}
