import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { hookReceivers } from "@/drizzle/schema/ublox";
import type { HookType } from "@/lib/contract/vendor-hooks";
import { db } from "@/lib/db/connection";
import { receiveHookCall } from "./receive";
import { newToken } from "./tokens";

/** Our receivers behind a real HTTP server, as Next hands requests to them: the body is read as it comes. */
export async function startReceivers(): Promise<{ port: number; stop(): Promise<void> }> {
  const server = createServer(async (incoming, outgoing) => {
    const response = await receiveHookCall(incoming.url?.split("/").at(-1) ?? "", requestOf(incoming));
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    outgoing.end(await response.text());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function requestOf(incoming: IncomingMessage): Request {
  const headers = Object.entries(incoming.headers).map(([name, value]) => [
    name,
    [value ?? []].flat().join(", "),
  ]);
  return new Request(`http://127.0.0.1${incoming.url}`, {
    method: "POST",
    headers: headers as [string, string][],
    body: Readable.toWeb(incoming) as ReadableStream,
    duplex: "half",
  } as RequestInit);
}

/** Gives a receiver a token without the vendor. @returns what the vendor would send */
export async function tokenFor(type: HookType): Promise<string> {
  const { authorization, hash } = newToken();
  const made = { tokenHash: hash, tokenMadeAt: new Date() };
  await db()
    .insert(hookReceivers)
    .values({ type, ...made })
    .onConflictDoUpdate({ target: hookReceivers.type, set: made });
  return authorization;
}
