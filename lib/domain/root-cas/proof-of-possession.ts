import "server-only";
import type { PopCertificateRead } from "@/lib/contract/root-cas";
import type { Permit } from "@/lib/vendors/http/permit";
import { VendorError } from "@/lib/vendors/http/vendor-error";
import type { UbloxClient } from "@/lib/vendors/ublox/client";
import { generatePopCertificate, getRootCa } from "@/lib/vendors/ublox/root-cas";
import { isSignedBy, openCertificate } from "../x509/certificate";
import { withCertificate } from "./read-root-cas";

/**
 * Has a proof of possession made, and looks at it before anybody uploads it: whether the root CA has signed it and
 * whether it carries the registration code. What is found amiss is a remark; the vendor has made it all the same.
 * Throws VendorError.
 */
export async function provePossession(
  permit: Permit,
  ublox: UbloxClient,
  asked: { caName: string; registrationCode: string },
): Promise<PopCertificateRead> {
  const made = withCertificate(await generatePopCertificate(permit, ublox, asked));
  return { ...made, remarks: await remarksOn(permit, ublox, made, asked) };
}

async function remarksOn(
  { requestId }: Permit,
  ublox: UbloxClient,
  { certificatePem, certificate }: Omit<PopCertificateRead, "remarks">,
  { caName, registrationCode }: { caName: string; registrationCode: string },
): Promise<string[]> {
  if (certificate === null) return [];
  const remarks: string[] = [];
  if (!certificate.subject.split(/[,+]\s*/).includes(`CN=${registrationCode}`)) {
    remarks.push("Its common name is not the registration code, which most servers look for there.");
  }
  const authorityPem = await certificateOf(requestId, ublox, caName);
  const signed = authorityPem === null ? undefined : await isSigned(certificatePem, authorityPem);
  if (signed === undefined) remarks.push("Whether this root CA has signed it could not be checked.");
  else if (!signed) remarks.push("This root CA's key has not signed it: your server will refuse it.");
  return remarks;
}

/** What was made must not be lost because something beside it cannot be read. */
async function certificateOf(requestId: string, ublox: UbloxClient, caName: string): Promise<string | null> {
  try {
    return (await getRootCa({ requestId }, ublox, { caName })).certificatePem;
  } catch (error) {
    if (error instanceof VendorError) return null;
    throw error;
  }
}

async function isSigned(pem: string, authorityPem: string): Promise<boolean | undefined> {
  const [made, authority] = [openCertificate(pem), openCertificate(authorityPem)];
  return "problem" in made || "problem" in authority ? undefined : await isSignedBy(made, authority);
}
