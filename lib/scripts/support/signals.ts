const sameSignalWithinMs = 2_000;

/**
 * Resolves at the first SIGINT, SIGTERM or SIGHUP. Ctrl-C in a terminal often arrives twice (the group and npm both
 * send it), so another one right behind the first counts as the same; a later one ends the process at once.
 */
export function untilToldToStop(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    let first: number | undefined;
    const onSignal = (signal: NodeJS.Signals) => {
      if (first === undefined) {
        first = Date.now();
        resolve(signal);
      } else if (Date.now() - first > sameSignalWithinMs) process.exit(130);
    };
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, onSignal);
  });
}
