import "server-only";

/**
 * Whether this process is on its way out. The server in front of Next sets it, the readiness check and the event
 * streams that Next bundles read it: they share it through the process.
 */
const holder = globalThis as { munimentIsDraining?: boolean; munimentWhenDraining?: Set<() => void> };

export function isDraining(): boolean {
  return holder.munimentIsDraining ?? false;
}

/** From now on the process is not ready; running requests still finish, those that would never finish are told to. */
export function beginDraining(): void {
  holder.munimentIsDraining = true;
  for (const finish of holder.munimentWhenDraining ?? []) finish();
}

/**
 * Has a request that never finishes by itself told to when the process begins to go, at once if it is going already.
 * @returns what a request that has finished calls, to be told nothing any more
 */
export function whenDraining(finish: () => void): () => void {
  if (isDraining()) finish();
  holder.munimentWhenDraining ??= new Set();
  const waiting = holder.munimentWhenDraining;
  waiting.add(finish);
  return () => waiting.delete(finish);
}
