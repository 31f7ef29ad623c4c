import type { EntitlementType } from "../state";

/** What a seeded entitlement is an example of; days are counted from the day of the start. */
export interface EntitlementKind {
  readonly count: number;
  readonly type: EntitlementType;
  readonly total: number;
  /** Devices that took one each; more than the total where Juniper reduced it after the fact. */
  readonly taken: number;
  readonly startDays: number;
  /** Null: it never ends. Several of a kind end `endEveryDays` apart. */
  readonly endDays: number | null;
  readonly endEveryDays?: number;
  readonly revoked?: true;
}

const yearly = { type: "SUBSCRIPTION", startDays: -150, endDays: 215, endEveryDays: 9 } as const;
const perpetual = { type: "PERPETUAL", startDays: -700, endDays: null } as const;
const voucher = { type: "VOUCHER", startDays: -60, endDays: 305 } as const;

/** Sixty in all, and every state there is. */
export const entitlementKinds: readonly EntitlementKind[] = [
  { ...yearly, count: 12, total: 10, taken: 3 },
  { ...yearly, count: 4, total: 50, taken: 12 },
  { ...yearly, count: 2, total: 5, taken: 0 },
  // Nearly used up.
  { ...yearly, count: 4, total: 10, taken: 9 },
  // Exhausted.
  { ...yearly, count: 4, total: 4, taken: 4 },
  // About to end.
  { ...yearly, count: 5, total: 10, taken: 4, startDays: -360, endDays: 5, endEveryDays: 5 },
  // Ended: two of the five while devices go on using them, which is out of compliance.
  { ...yearly, count: 3, total: 10, taken: 0, startDays: -400, endDays: -35, endEveryDays: 10 },
  { ...yearly, count: 2, total: 10, taken: 3, startDays: -380, endDays: -15, endEveryDays: 10 },
  // Not started yet.
  { ...yearly, count: 4, total: 20, taken: 0, startDays: 14, endDays: 379 },
  { ...yearly, count: 1, total: 10, taken: 0, revoked: true },
  // More in use than owned, which is out of compliance too.
  { ...yearly, count: 2, total: 5, taken: 7 },
  { ...perpetual, count: 6, total: 8, taken: 2 },
  { ...perpetual, count: 2, total: 2, taken: 2 },
  { ...perpetual, count: 1, total: 1, taken: 0 },
  { ...voucher, count: 5, total: 100, taken: 3 },
  { ...voucher, count: 2, total: 3, taken: 2 },
  { ...voucher, count: 1, total: 2, taken: 2 },
];
