import { z } from "zod";
import { writing } from "../context";
import { operation, optionalText } from "../operation";
import { chosenEntitlement } from "../rules/chosen-entitlement";
import { serialNumberIn } from "../rules/serial-number";
import { checkTaking, warningsAbout } from "../rules/taking";
import { activationJson } from "../shapes";

/** J-4: takes from an entitlement for one device, and hands out key and file this once. */
const activate = operation(
  "activateLicense",
  z.object({
    serialNumber: z.string(),
    ssrn: optionalText(),
    activationCode: optionalText(),
    quantity: z.number().int().min(1).default(1),
  }),
  (context, caller, { serialNumber: asked, quantity, ...named }) => {
    const { state, clock } = context;
    const nowMs = clock.nowMs();
    const serialNumber = serialNumberIn(asked);
    const entitlement = chosenEntitlement(state, caller, named);
    checkTaking(state, { entitlement, serialNumber, quantity, types: ["SUBSCRIPTION", "PERPETUAL"] }, nowMs);
    const activation = state.activate({ entitlement, serialNumber, quantity, takenAtMs: nowMs });
    return {
      message: "License activated",
      payload: { activation: activationJson(activation, writing(context)) },
      warnings: warningsAbout(entitlement, state, nowMs),
    };
  },
);

export const licenseOperations = [activate];
