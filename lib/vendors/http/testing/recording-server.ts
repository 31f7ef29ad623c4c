import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";

/** A request as it came over the wire. */
export interface Recorded {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
  text: string;
}

export type Reply = (request: Recorded, response: ServerResponse) => void;

export interface RecordingServer {
  origin: string;
  requests: Recorded[];
  /** Connections that stand now. */
  sockets: Set<Socket>;
  close(): Promise<void>;
}

const running = new Set<RecordingServer>();

/** Starts an HTTP server on the loopback that records what it is sent and answers what the test says. */
export async function recordingServer(reply: Reply): Promise<RecordingServer> {
  const requests: Recorded[] = [];
  const sockets = new Set<Socket>();
  const server = createServer(async (incoming, response) => {
    try {
      const chunks: Buffer[] = [];
      for await (const chunk of incoming) chunks.push(chunk);
      const body = Buffer.concat(chunks);
      const recorded: Recorded = {
        method: incoming.method ?? "",
        url: incoming.url ?? "",
        headers: incoming.headers,
        body,
        text: body.toString("utf8"),
      };
      requests.push(recorded);
      reply(recorded, response);
    } catch {
      // The client left while it was sending; nothing to answer.
    }
  });
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const recording: RecordingServer = {
    origin: `http://127.0.0.1:${port}`,
    requests,
    sockets,
    close: async () => {
      running.delete(recording);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  running.add(recording);
  return recording;
}

/** Ends every server a test has started; for afterEach. */
export async function closeServers(): Promise<void> {
  await Promise.all([...running].map((server) => server.close()));
}

/** Answers with JSON, or with text as it is. */
export function answer(
  response: ServerResponse,
  body: unknown,
  status = 200,
  headers: Record<string, string> = {},
): void {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(text);
}

/** Answers the replies one after another; the last one for all that follow. */
export function inTurn(...replies: [Reply, ...Reply[]]): Reply {
  let next = 0;
  return (request, response) => {
    const reply = replies[Math.min(next, replies.length - 1)];
    next += 1;
    reply?.(request, response);
  };
}

/** Resolves as soon as the condition holds, looking at every turn of the event loop; gives up after `timeoutMs`. */
export async function until(condition: () => boolean, timeoutMs = 2_000): Promise<void> {
  const endsAtMs = performance.now() + timeoutMs;
  while (!condition()) {
    if (performance.now() > endsAtMs) throw new Error("the condition never held");
    await new Promise((resolve) => setImmediate(resolve));
  }
}
