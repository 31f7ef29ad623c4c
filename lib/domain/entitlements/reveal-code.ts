import "server-only";
import { Refusal } from "@/lib/contract/problem";
import type { Note } from "@/lib/operations/perform";
import { SealBroken } from "@/lib/sealing/seal";
import type { Permit } from "@/lib/vendors/http/permit";
import { sealed } from "@/lib/vendors/http/sealed";
import type { JuniperClient } from "@/lib/vendors/juniper/client";
import { validateEntitlement } from "@/lib/vendors/juniper/entitlements";
import { entitlementIn } from "./find";
import { type AskedGroup, type KnownEntitlement, knownGroup, readGroup } from "./group";
import { openCode } from "./sealed-code";

/**
 * The activation code of an entitlement: the sealed copy, which costs no call; where there is none, the vendor is asked by
 * the SSRN. Sealed as an answer: nothing that walks over it sees the code.
 * @throws Refusal `not_found`; VendorError when the vendor has to be asked and cannot
 */
export async function revealCode(
  { requestId, askedBy }: Permit,
  juniper: JuniperClient,
  { entitlementId, ...asked }: AskedGroup & { entitlementId: string },
  note: Note,
): Promise<{ activationCode: string }> {
  const reading = { requestId, ...(askedBy !== undefined && { askedBy }) };
  // A code does not change: however old the copy is, it will do.
  const kept = (await knownGroup(juniper, asked))?.entitlements.find(
    (one) => one.entitlementId === entitlementId,
  );
  const entitlement = kept ?? entitlementIn(await readGroup(reading, juniper, asked), entitlementId);
  note({ ssrn: entitlement.ssrn });
  const code = await openedCode(entitlement);
  if (code !== null) return sealed({ activationCode: code });
  if (entitlement.ssrn === null) throw noCode(entitlementId);
  const { entitlement: told } = await validateEntitlement(reading, juniper, { ssrn: entitlement.ssrn });
  const toldCode = told?.entitlementId === entitlementId ? told.secrets.activationCode : null;
  if (toldCode === null) throw noCode(entitlementId);
  return sealed({ activationCode: toldCode });
}

/** A seal of another master key is as good as no copy. */
async function openedCode(entitlement: KnownEntitlement): Promise<string | null> {
  try {
    return await openCode(entitlement);
  } catch (error) {
    if (error instanceof SealBroken) return null;
    throw error;
  }
}

function noCode(entitlementId: string): Refusal {
  return new Refusal("not_found", {
    detail: `Juniper hands out no activation code for entitlement ${entitlementId}.`,
    next: "Use its SSRN, which does for everything here; Juniper's licensing portal may have the code.",
  });
}
