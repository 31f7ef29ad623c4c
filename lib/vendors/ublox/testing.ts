import type { VendorLimits } from "../http/limits";
import { closing, quickLimits } from "../http/testing/client";
import { answer, type RecordingServer, type Reply, recordingServer } from "../http/testing/recording-server";
import { UbloxClient } from "./client";
import type { UbloxConfig } from "./config";

/** Accepts every change without a word, as the document leaves it open. */
export const accepts: Reply = (_request, response) => response.writeHead(200).end();

export interface UbloxStandIn {
  ublox: UbloxClient;
  server: RecordingServer;
  /** What was asked beside signing in: method, path and the parsed JSON body. */
  asked(): { method: string; url: string; body: unknown }[];
}

/** A client against a server that lets everybody sign in and answers the rest as the test says. */
export async function ubloxStandIn(
  reply: Reply,
  {
    authScheme = "Bearer",
    limits,
  }: { authScheme?: UbloxConfig["authScheme"]; limits?: Partial<VendorLimits> } = {},
): Promise<UbloxStandIn> {
  const server = await recordingServer((request, response) => {
    if (request.url === "/v1/authenticate")
      answer(response, { AuthToken: "auth-1", RefreshToken: "refresh-1" });
    else reply(request, response);
  });
  const config = { baseUrl: `${server.origin}/v1`, apiKey: "key-1234", apiSecret: "secret-5678", authScheme };
  const ublox = closing(new UbloxClient(config, { ...quickLimits, ...limits }));
  const asked = () =>
    server.requests
      .filter(({ url }) => url !== "/v1/authenticate")
      .map(({ method, url, text }) => ({ method, url, body: text === "" ? undefined : JSON.parse(text) }));
  return { ublox, server, asked };
}
