import "server-only";
import { startSealing, stopSealing } from "@/lib/audit/seal";
import { watchConnections } from "@/lib/domain/connection-health/connection-health";
import { proveWithStoredCredentials } from "@/lib/domain/juniper-access/credentials/supply";
import { forgetAnswersOnEvents } from "@/lib/domain/last-answers/forget-on-events";
import { countJuniperCalls } from "@/lib/domain/vendor-budget/juniper-budget";
import { logger } from "@/lib/log";
import { setVendorLog } from "@/lib/vendors/http/outcome";

/** What ends the services of this process, once they run. */
const holder = globalThis as { munimentServices?: () => Promise<void> };

/** Everything that every process does on the side, one with requests as well as one with jobs. */
export function startServices(): void {
  if (holder.munimentServices !== undefined) return;
  setVendorLog(logger());
  countJuniperCalls();
  proveWithStoredCredentials();
  const stopWatching = watchConnections();
  const stopForgetting = forgetAnswersOnEvents();
  startSealing();
  holder.munimentServices = async () => {
    stopWatching();
    stopForgetting();
    await stopSealing();
  };
}

/** Ends them, before the database is closed. */
export async function stopServices(): Promise<void> {
  const stop = holder.munimentServices;
  delete holder.munimentServices;
  await stop?.();
}
