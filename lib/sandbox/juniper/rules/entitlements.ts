import { DAY_MS } from "../../kit/clock";
import type { Activation, Entitlement, JuniperState, Voucher } from "../state";

export type EntitlementStatus = "NOT_STARTED" | "ACTIVE" | "EXHAUSTED" | "EXPIRED" | "REVOKED";

export interface Quantity {
  readonly total: number;
  /** More than the total when Juniper reduced it after the fact. */
  readonly activated: number;
  readonly available: number;
}

/** Licenses and vouchers that were revoked have come back; those that ran out have not. */
export function quantityOf(entitlement: Entitlement, state: JuniperState): Quantity {
  const { total } = entitlement;
  const licenses = state.activationsOf(entitlement).filter(isLive);
  const vouchers = state.vouchersOf(entitlement).filter(isLive);
  const activated = licenses.reduce((sum, { quantity }) => sum + quantity, vouchers.length);
  return { total, activated, available: Math.max(0, total - activated) };
}

export function statusOf(entitlement: Entitlement, state: JuniperState, nowMs: number): EntitlementStatus {
  if (entitlement.revoked) return "REVOKED";
  if (nowMs < entitlement.startMs) return "NOT_STARTED";
  if (hasEnded(entitlement, nowMs)) return "EXPIRED";
  return quantityOf(entitlement, state).available === 0 ? "EXHAUSTED" : "ACTIVE";
}

export function activationStatus(activation: Activation, nowMs: number): "ACTIVE" | "EXPIRED" | "REVOKED" {
  if (!isLive(activation)) return "REVOKED";
  return hasEnded(activation.entitlement, nowMs) ? "EXPIRED" : "ACTIVE";
}

export function voucherStatus(voucher: Voucher, nowMs: number): "ISSUED" | "EXPIRED" | "REVOKED" {
  if (!isLive(voucher)) return "REVOKED";
  return nowMs < voucher.expiresAtMs ? "ISSUED" : "EXPIRED";
}

export function isLive({ revokedAtMs }: Activation | Voucher): boolean {
  return revokedAtMs === null;
}

/** Ends within so many days from now, its last day included. */
export function endsWithinDays({ endMs }: Entitlement, days: number, nowMs: number): boolean {
  return endMs !== null && endMs + DAY_MS > nowMs && endMs + DAY_MS - nowMs <= days * DAY_MS;
}

function hasEnded({ endMs }: Entitlement, nowMs: number): boolean {
  return endMs !== null && nowMs >= endMs + DAY_MS;
}
