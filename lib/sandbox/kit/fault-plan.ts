import type { ActiveFault, FaultRequest } from "../control-contract";

/** The faults in force for one vendor. */
export interface FaultPlan {
  set(request: FaultRequest): ActiveFault;
  active(): readonly ActiveFault[];
  clear(): void;
  /** The fault for this call, if any; the first one set that matches, and one of its times is used up. */
  take(call: { method: string; path: string; authorized: boolean }): ActiveFault | null;
}

export function createFaultPlan(): FaultPlan {
  let faults: ActiveFault[] = [];
  let lastId = 0;
  return {
    set(request) {
      lastId += 1;
      const fault = { ...request, id: lastId };
      faults.push(fault);
      return fault;
    },
    active: () => faults.map((fault) => ({ ...fault })),
    clear() {
      faults = [];
    },
    take({ method, path, authorized }) {
      const fault = faults.find(
        (candidate) =>
          (candidate.method === undefined || candidate.method === method) &&
          path.startsWith(candidate.pathPrefix ?? "/") &&
          // A sign-in has no token that could expire; it must not use the fault up.
          (candidate.fault !== "expired_token" || authorized),
      );
      if (!fault) return null;
      if (fault.times !== undefined) {
        fault.times -= 1;
        if (fault.times === 0) faults = faults.filter((candidate) => candidate !== fault);
      }
      return { ...fault };
    },
  };
}
