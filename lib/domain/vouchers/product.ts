import "server-only";
import type { JuniperClient } from "@/lib/vendors/juniper/client";
import { knownGroup } from "../entitlements/group";

/** The product of an SSRN, as far as the connection's own group was read; asks nobody for it. */
export async function productOf(juniper: JuniperClient, ssrn: string): Promise<string | null> {
  const group = await knownGroup(juniper);
  return group?.entitlements.find((entitlement) => entitlement.ssrn === ssrn)?.productSku ?? null;
}
