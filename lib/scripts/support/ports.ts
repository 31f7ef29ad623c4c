import { isFree } from "@/lib/db/embedded/free-port";
import { variables } from "@/lib/env/variables";

const highestPort = 32_767;

/** The wanted port, or the next free one after saying so. A PORT that is no number is left to the settings' check. */
export async function choosePort(host = "127.0.0.1"): Promise<number> {
  const wanted = Number(process.env.PORT?.trim() || variables.PORT.fallback);
  if (!Number.isInteger(wanted) || wanted < 1) return wanted;
  for (let port = wanted; port <= highestPort; port += 1) {
    if (!(await isFree(port, host))) continue;
    if (port !== wanted)
      console.log(`  Port ${wanted} is taken by another program; using ${port}. PORT=… chooses another.`);
    return port;
  }
  throw new Error(`No port from ${wanted} on is free. Choose one with PORT=…`);
}
