import "server-only";
import type { NewRootCa, RootCa } from "@/lib/contract/root-cas";
import type { Permit } from "@/lib/vendors/http/permit";
import type { UbloxClient } from "@/lib/vendors/ublox/client";
import type { Done } from "@/lib/vendors/ublox/done";
import { createRootCa, updateRootCa } from "@/lib/vendors/ublox/root-cas";
import { inSubscriptionWords } from "./subscription";

const renewal = "Renewals by themselves need";

/** Creates a root CA. Throws VendorError, and Refusal `vendor_refused` where the subscription may be missing. */
export async function create(permit: Permit, ublox: UbloxClient, wanted: NewRootCa): Promise<RootCa> {
  try {
    return await createRootCa(permit, ublox, wanted);
  } catch (error) {
    throw wanted.renewBeforeDays === undefined ? error : inSubscriptionWords(error, renewal, false);
  }
}

/** Changes the renewal window. Throws as creating does. */
export async function changeRenewal(
  permit: Permit,
  ublox: UbloxClient,
  wanted: { caName: string; renewBeforeDays: number },
): Promise<Done> {
  try {
    return await updateRootCa(permit, ublox, wanted);
  } catch (error) {
    throw inSubscriptionWords(error, renewal, false);
  }
}
