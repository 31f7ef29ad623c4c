import { refuse } from "../faults";
import type { Caller } from "../operation";
import type { Entitlement, JuniperState } from "../state";

interface Named {
  readonly activationCode?: string | null | undefined;
  readonly ssrn?: string | null | undefined;
}

/**
 * The entitlement that is named by its activation code or its SSRN; with both, both must be its own.
 * @throws ServiceRefusal when there is none, or it is somebody else's
 */
export function chosenEntitlement(state: JuniperState, caller: Caller, named: Named): Entitlement {
  const { activationCode, ssrn } = named;
  if (!activationCode && !ssrn) refuse("SIM-400", "activationCode or ssrn is required");
  const all = [...state.entitlements.values()];
  const byCode = activationCode ? all.find((each) => each.activationCode === activationCode) : undefined;
  if (activationCode && !byCode) refuse("SIM-401");
  const bySsrn = ssrn ? all.find((each) => each.ssrn === ssrn) : undefined;
  if (ssrn && !bySsrn) refuse("SIM-402");
  if (byCode && bySsrn && byCode !== bySsrn) refuse("SIM-402", "it is not the one of the activation code");
  const entitlement = byCode ?? bySsrn ?? refuse("SIM-402");
  if (!caller.accountIds.includes(entitlement.accountId)) refuse("SIM-403");
  return entitlement;
}
