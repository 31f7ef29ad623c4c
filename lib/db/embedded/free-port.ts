import { randomInt } from "node:crypto";
import { createServer } from "node:net";

/** Below the range that systems hand out for outgoing connections (Linux: from 32768), so nobody takes it later. */
const lowest = 20_000;
const highest = 32_767;

/** Whether a TCP port can be listened on now. */
export function isFree(port: number, host = "127.0.0.1"): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

/** A free TCP port between 20000 and 32767, at random so that several starts at once do not meet. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(lowest, highest + 1);
    if (await isFree(port)) return port;
  }
}
