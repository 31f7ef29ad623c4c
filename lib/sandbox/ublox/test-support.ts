import { z } from "zod";
import { ubloxCredentials } from "../credentials";
import type { SandboxClock } from "../kit/clock";
import { type RawCall, send, sendJson, stoppedClock } from "../test-support";
import { startUbloxSandbox } from "./start";

const tokens = z.object({ AuthToken: z.string(), RefreshToken: z.string() });
const uids = z.object({ ROTPublicUIDs: z.array(z.string()), TotalRecords: z.number() });

/** A running stand-in with a caller that is signed in. */
export async function signedInUblox(clock: SandboxClock = stoppedClock(), deviceCount = 600) {
  const server = await startUbloxSandbox({ clock, deviceCount });
  const url = (path: string) => `${server.origin}/v1${path}`;
  const signIn = async () =>
    tokens.parse(
      (
        await sendJson(url("/authenticate"), {
          APIKey: ubloxCredentials.apiKey,
          APISecret: ubloxCredentials.apiSecret,
        })
      ).json(),
    );
  const { AuthToken } = await signIn();
  const authorized = { authorization: `Bearer ${AuthToken}` };
  const call = (path: string, body: unknown = {}) => sendJson(url(path), body, { headers: authorized });
  return {
    server,
    clock,
    url,
    signIn,
    authorized,
    /** Sends a JSON body with a good token. */
    call,
    /** Sends anything with a good token. */
    raw: (path: string, raw: RawCall) =>
      send(url(path), { ...raw, headers: { ...authorized, ...raw.headers } }),
    async uids(path: string, body: unknown) {
      return uids.parse((await call(path, body)).json());
    },
    stop: server.stop,
  };
}
