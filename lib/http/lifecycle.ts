import "server-only";

/**
 * Whether this process is on its way out. The server in front of Next sets it, the readiness check that Next
 * bundles reads it: they share it through the process.
 */
const holder = globalThis as { munimentIsDraining?: boolean };

export function isDraining(): boolean {
  return holder.munimentIsDraining ?? false;
}

/** From now on the process is not ready; running requests still finish. */
export function beginDraining(): void {
  holder.munimentIsDraining = true;
}
