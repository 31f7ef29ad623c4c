import { z } from "zod";
import { writing } from "../context";
import { refuse } from "../faults";
import { operation, optionalText } from "../operation";
import { chosenEntitlement } from "../rules/chosen-entitlement";
import { isLive, voucherStatus } from "../rules/entitlements";
import { serialNumberIn } from "../rules/serial-number";
import type { Activation, Voucher } from "../state";

const LONGEST_REASON = 250;

/** J-6: takes a license or a voucher back from a device; what it took of the entitlement comes back with it. */
const revoke = operation(
  "revoke",
  z.object({
    revokeType: z.enum(["LICENSE", "VOUCHER"]),
    serialNumber: z.string(),
    ssrn: optionalText(),
    activationCode: optionalText(),
    activationId: optionalText(),
    voucherId: optionalText(),
    reason: z.string().nullish(),
  }),
  (context, caller, fields) => {
    const { state, clock } = context;
    const nowMs = clock.nowMs();
    if ([...(fields.reason ?? "")].length > LONGEST_REASON) refuse("999", "reason");
    const serialNumber = serialNumberIn(fields.serialNumber);
    const entitlement = chosenEntitlement(state, caller, fields);
    const license = fields.revokeType === "LICENSE";
    const ofDevice = (taken: Activation | Voucher) => taken.serialNumber === serialNumber;
    const taken = license
      ? lastOf(
          state.activationsOf(entitlement).filter(ofDevice),
          ({ activationId }) => !fields.activationId || activationId === fields.activationId,
        )
      : lastOf(
          state.vouchersOf(entitlement).filter(ofDevice),
          ({ voucherId }) => !fields.voucherId || voucherId === fields.voucherId,
        );
    if (taken === undefined) refuse("SIM-410");
    if (!isLive(taken)) refuse("SIM-411");
    if ("voucherId" in taken && voucherStatus(taken, nowMs) === "EXPIRED") {
      refuse("SIM-410", "the voucher has expired");
    }
    taken.revokedAtMs = nowMs;
    state.revocationCount += 1;
    const revocationId = `RVK-${state.revocationCount}`;
    return {
      message: license ? "License revoked" : "Voucher revoked",
      payload: {
        revocation: {
          revocationId,
          revokeType: fields.revokeType,
          serialNumber,
          ssrn: entitlement.ssrn,
          revokedOn: writing(context).dates.instant(nowMs, revocationId),
          quantityReturned: "quantity" in taken ? taken.quantity : 1,
          status: "REVOKED",
        },
      },
    };
  },
);

/** The live one if there is any, else the one that was revoked last. */
function lastOf<Taken extends Activation | Voucher>(
  taken: readonly Taken[],
  isMeant: (each: Taken) => boolean,
): Taken | undefined {
  const meant = taken.filter(isMeant);
  return meant.find(isLive) ?? meant.at(-1);
}

export const revocationOperations = [revoke];
