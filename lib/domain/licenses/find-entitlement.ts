import "server-only";
import type { Entitlement } from "@/lib/contract/entitlements";
import { Refusal } from "@/lib/contract/problem";
import { type AskedGroup, readGroup } from "@/lib/domain/entitlements/group";
import { isTrouble } from "@/lib/domain/last-answers/last-answers";
import type { Permit, Reading } from "@/lib/vendors/http/permit";
import { VendorError } from "@/lib/vendors/http/vendor-error";
import type { JuniperClient } from "@/lib/vendors/juniper/client";
import type { EntitlementName } from "@/lib/vendors/juniper/contract";
import { validateEntitlement } from "@/lib/vendors/juniper/entitlements";

/** An entitlement by its SSRN, and what is known of it. */
export interface FoundEntitlement {
  ssrn: string;
  /** Undefined where the vendor says nothing about it. */
  entitlement: Entitlement | undefined;
}

/** What a look-up within a change carries. */
export function readingOf({ requestId, background, askedBy }: Permit): Reading {
  return { requestId, ...(background && { background }), ...(askedBy !== undefined && { askedBy }) };
}

/**
 * Finds out which entitlement is meant, from what all processes share where that knows it, otherwise by one call. By its
 * activation code always by one: from then on its SSRN stands for it, so that a lost answer can be looked up without
 * keeping the code.
 * @throws Refusal `conflict` when the vendor gives no SSRN for a code; VendorError, `refused` for one it does not know
 */
export async function findEntitlement(
  reading: Reading,
  juniper: JuniperClient,
  name: EntitlementName,
  group: AskedGroup,
): Promise<FoundEntitlement> {
  if ("activationCode" in name) return await byCode(reading, juniper, name);
  const { ssrn } = name;
  const { entitlements } = await readGroup(reading, juniper, group);
  const listed = entitlements.find((one) => one.ssrn?.toUpperCase() === ssrn.toUpperCase());
  const entitlement = listed ?? (await validateEntitlement(reading, juniper, name)).entitlement ?? undefined;
  return { ssrn: entitlement?.ssrn ?? ssrn, entitlement };
}

/**
 * The same for a person's change, which may still go when a look-up may not: then the vendor alone judges it.
 * @throws as `findEntitlement`, but not for trouble that leaves the SSRN in our hands
 */
export async function findIfPossible(
  reading: Reading,
  juniper: JuniperClient,
  name: EntitlementName,
  group: AskedGroup,
): Promise<FoundEntitlement> {
  try {
    return await findEntitlement(reading, juniper, name, group);
  } catch (error) {
    const passes = error instanceof VendorError && isTrouble(error);
    if (!passes || !("ssrn" in name)) throw error;
    return { ssrn: name.ssrn, entitlement: undefined };
  }
}

async function byCode(
  reading: Reading,
  juniper: JuniperClient,
  name: { activationCode: string },
): Promise<FoundEntitlement> {
  const { entitlement } = await validateEntitlement(reading, juniper, name);
  const ssrn = entitlement?.ssrn;
  if (!entitlement || !ssrn) {
    throw new Refusal("conflict", {
      detail:
        "Juniper does not say which SSRN this activation code stands for. Without it nobody could look up what became of an activation whose answer is lost.",
      next: "Look the SSRN up in the JAL portal and use it instead. Nothing was sent.",
    });
  }
  return { ssrn, entitlement };
}
