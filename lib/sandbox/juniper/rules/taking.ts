import { type Fault, refuse, warning } from "../faults";
import type { Entitlement, EntitlementType, JuniperState } from "../state";
import { endsWithinDays, isLive, quantityOf, statusOf } from "./entitlements";

const WARNED_DAYS = 30;

export interface Taking {
  readonly entitlement: Entitlement;
  readonly serialNumber: string;
  readonly quantity: number;
  readonly types: readonly EntitlementType[];
}

/** Whether so much may be taken for this device now. @throws ServiceRefusal */
export function checkTaking(state: JuniperState, taking: Taking, nowMs: number): void {
  const { entitlement, serialNumber, quantity, types } = taking;
  if (!types.includes(entitlement.type)) refuse("SIM-412", `it is ${entitlement.type}`);
  const status = statusOf(entitlement, state, nowMs);
  if (status !== "ACTIVE" && status !== "EXHAUSTED") refuse("SIM-405", `it is ${status}`);
  // Before the quantity: whoever asks again after a lost answer must hear that it is there.
  const taken = [...state.activationsOf(entitlement), ...state.vouchersOf(entitlement)];
  if (taken.some((each) => isLive(each) && each.serialNumber === serialNumber)) {
    refuse("SIM-406", serialNumber);
  }
  const { available } = quantityOf(entitlement, state);
  if (quantity > available) refuse("SIM-404", `${available} left, ${quantity} asked for`);
}

/** What the caller should know although it worked. */
export function warningsAbout(entitlement: Entitlement, state: JuniperState, nowMs: number): Fault[] {
  return [
    ...(endsWithinDays(entitlement, WARNED_DAYS, nowMs) ? [warning("SIM-301")] : []),
    ...(quantityOf(entitlement, state).available === 0 ? [warning("SIM-302")] : []),
  ];
}
