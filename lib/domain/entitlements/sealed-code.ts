import "server-only";
import { seal, unseal } from "@/lib/sealing/seal";
import type { EntitlementAndCode } from "@/lib/vendors/juniper/contract";
import { storable } from "../vendor-hooks/storable";
import type { KnownEntitlement } from "./group";

const placeOf = (entitlementId: string) => `shared_answers.code/${entitlementId}`;

/** An entitlement with its activation code sealed, as it may be stored. */
export async function sealCode({ secrets, ...told }: EntitlementAndCode): Promise<KnownEntitlement> {
  // The seal is for the id as it will be stored.
  const entitlement = storable(told);
  const code = secrets.activationCode;
  const sealedCode = code === null ? null : await seal(code, placeOf(entitlement.entitlementId));
  return { ...entitlement, sealedCode };
}

/** @throws SealBroken */
export async function openCode({ entitlementId, sealedCode }: KnownEntitlement): Promise<string | null> {
  return sealedCode === null ? null : await unseal(sealedCode, placeOf(entitlementId));
}
