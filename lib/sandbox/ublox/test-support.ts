import { z } from "zod";
import { ubloxCredentials } from "../credentials";
import { MINUTE_MS, type SandboxClock } from "../kit/clock";
import { createSettings } from "../kit/settings";
import { type RawCall, send, sendJson, stoppedClock } from "../test-support";
import { startUbloxSandbox } from "./start";

const tokens = z.object({ AuthToken: z.string(), RefreshToken: z.string() });
const uids = z.object({ ROTPublicUIDs: z.array(z.string()), TotalRecords: z.number() });

/** A running stand-in with a caller that is signed in. */
export async function signedInUblox(clock: SandboxClock = stoppedClock(), deviceCount = 600) {
  const settings = createSettings();
  const server = await startUbloxSandbox({ clock, settings, deviceCount });
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
  const authorized = { authorization: `Bearer ${(await signIn()).AuthToken}` };
  let signedInAtMs = clock.nowMs();
  const call = async (path: string, body: unknown = {}) => {
    if (clock.nowMs() - signedInAtMs > 30 * MINUTE_MS) {
      signedInAtMs = clock.nowMs();
      authorized.authorization = `Bearer ${(await signIn()).AuthToken}`;
    }
    return await sendJson(url(path), body, { headers: authorized });
  };
  return {
    server,
    clock,
    settings,
    /** What devices do by themselves. */
    devices: server.app().controls,
    url,
    signIn,
    authorized,
    /** Sends a JSON body with a good token, also after the clock was put forward. */
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
