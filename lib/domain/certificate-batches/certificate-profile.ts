import "server-only";
import type { CertificateProfile } from "@/lib/contract/certificate-profiles";
import { Refusal } from "@/lib/contract/problem";
import type { Reading } from "@/lib/vendors/http/permit";
import { authorityId } from "@/lib/vendors/sectigo/authority-id";
import type { SectigoClient } from "@/lib/vendors/sectigo/client";
import {
  listCertificateProfiles,
  readGenerators,
  readProfileParameters,
} from "@/lib/vendors/sectigo/profiles";
import type { Finding, PublishedRules } from "./order-rules";

/** @throws Refusal `invalid_input` when our account cannot order under it */
export async function requireCertificateProfile(
  reading: Reading,
  sectigo: SectigoClient,
  certificateProfileId: number,
): Promise<CertificateProfile> {
  const { items } = await listCertificateProfiles(reading, sectigo);
  const profile = items.find((item) => item.certificateProfileId === certificateProfileId);
  if (profile !== undefined) return profile;
  throw refused([
    { path: "certificateProfileId", message: "There is no such certificate profile in our account." },
  ]);
}

/** Everything the vendor has published about orders under a certificate profile, as it is now. */
export async function readPublishedRules(
  reading: Reading,
  sectigo: SectigoClient,
  certificateProfileId: number,
): Promise<PublishedRules> {
  const profile = await requireCertificateProfile(reading, sectigo, certificateProfileId);
  const authority = { authorityId: authorityId(certificateProfileId) };
  const [generators, parameters] = await Promise.all([
    readGenerators(reading, sectigo, authority),
    readProfileParameters(reading, sectigo, authority),
  ]);
  return { profile, generators: generators.items, profileParameters: parameters.items };
}

const shownInDetail = 5;

/** The refusal of an order that breaks rules, each of them at its field. */
export function refused(errors: Finding[]): Refusal {
  const more = errors.length - shownInDetail;
  const shown = errors.slice(0, shownInDetail).map(({ message }) => message);
  return new Refusal("invalid_input", {
    detail: [...shown, ...(more > 0 ? [`And ${more} more.`] : [])].join(" "),
    next: "Correct what is named and order again. Nothing was ordered.",
    errors,
  });
}
