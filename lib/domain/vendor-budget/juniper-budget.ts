import "server-only";
import { db } from "@/lib/db/connection";
import { logger } from "@/lib/log";
import { type Admission, setAdmission } from "@/lib/vendors/http/admission";
import { notConnected } from "@/lib/vendors/http/vendor-error";
import { budgetHolder, juniperConfig, missingJuniperVariables } from "@/lib/vendors/juniper/config";
import { beginWithinMs } from "./lanes";
import { type Budget, freeze, giveCallBack, readLedger, sweepLedger, takeCall } from "./ledger";
import type { BudgetReadOut } from "./read-out";
import { shortBudgetWords } from "./short-budget";

/** Counts calls in the ledger that all processes share. */
export function ledgerAdmission(budget: () => Budget): Admission {
  return {
    async take(attempt) {
      const decision = await takeCall(db(), budget(), attempt);
      if (!decision.mayGo) {
        const retryAfterMs = Math.max(1, Math.ceil(decision.nextAtMs - decision.nowMs));
        return { admitted: false, retryAfterMs, detail: shortBudgetWords[decision.because] };
      }
      const giveBack = () =>
        quietly("a call that was not sent stays counted", () => giveCallBack(db(), decision.id));
      return { admitted: true, beginWithinMs, giveBack };
    },
    tooMany: (retryAfterMs) =>
      quietly("the vendor's wish for fewer calls could not be kept", () =>
        freeze(db(), budget().holder, retryAfterMs),
      ),
  };
}

async function quietly(meaning: string, act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    logger().warn({ error }, meaning);
  }
}

function juniperBudget(): Budget {
  const config = juniperConfig();
  if (config === undefined) throw notConnected("juniper", missingJuniperVariables());
  return { holder: budgetHolder(config), limit: config.hourlyLimit };
}

/** Has this process count its calls to Juniper together with all others; before that it makes none. */
export function countJuniperCalls(): void {
  setAdmission("juniper", ledgerAdmission(juniperBudget));
}

/** How Juniper's budget stands. Calls no vendor. Throws VendorError `not_connected`. */
export async function readJuniperBudget(): Promise<BudgetReadOut> {
  return await readLedger(db(), juniperBudget());
}

/** Removes calls that have not counted for a day. */
export async function sweepVendorCalls(): Promise<void> {
  await sweepLedger(db());
}
