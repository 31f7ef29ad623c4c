import "server-only";
import { watchConnections } from "@/lib/domain/connection-health/connection-health";
import { logger } from "@/lib/log";
import { setVendorLog } from "@/lib/vendors/http/outcome";
import { startMaintenance } from "./maintenance";

const holder = globalThis as { munimentServices?: true };

/** Everything that runs beside the requests of a web process. */
export function startServices(): void {
  if (holder.munimentServices) return;
  holder.munimentServices = true;
  setVendorLog(logger());
  watchConnections();
  startMaintenance();
}
