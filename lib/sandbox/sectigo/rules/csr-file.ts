// @peculiar/x509 needs its decorators' metadata before anything else of it is loaded.
import "reflect-metadata";
import { Pkcs10CertificateRequest } from "@peculiar/x509";
import { Refusal } from "../router";
import type { Authority } from "../state";

const blockText =
  "-----BEGIN (?:NEW )?CERTIFICATE REQUEST-----\n[A-Za-z0-9+/=\n]+\n-----END (?:NEW )?CERTIFICATE REQUEST-----";
const block = new RegExp(`^${blockText}$`);

const SHOWN_DUPLICATES = 3;
/** Object identifier of subjectAltName (RFC 5280 §4.2.1.6). */
const SUBJECT_ALT_NAME = "2.5.29.17";

/**
 * Reads "a comma separated list of CSRs in PEM format with UNIX line endings" [seed].
 * @throws Refusal 400, as JSON when the file's form is wrong and as plain text when one of the
 * requests does not parse or is not signed by its own key.
 */
export async function readCsrFile(file: string): Promise<Pkcs10CertificateRequest[]> {
  if (file.includes("\r")) throw new Refusal(400, "File must have Unix line endings");
  const requests: Pkcs10CertificateRequest[] = [];
  for (const [index, part] of file.split(",").entries()) {
    const text = part.trim();
    if (!block.test(text)) throw new Refusal(400, `CSR ${index + 1} is not in PEM format`);
    requests.push(await parseRequest(text, index + 1));
  }
  return requests;
}

async function parseRequest(pem: string, place: number): Promise<Pkcs10CertificateRequest> {
  try {
    const request = new Pkcs10CertificateRequest(pem);
    if (await request.verify()) return request;
  } catch {
    throw new Refusal(400, `CSR ${place} cannot be parsed`, { plainText: true });
  }
  throw new Refusal(400, `CSR ${place}: signature verification failed`, { plainText: true });
}

/** "The CSRs must contain the attributes that match any requirements the profile requires" [seed]. */
export function checkRequests(requests: readonly Pkcs10CertificateRequest[], authority: Authority): void {
  const seen = new Set<string>();
  const duplicates = new Set<string>();
  for (const [index, request] of requests.entries()) {
    const name = commonNameOf(request);
    if (name === undefined) throw new Refusal(400, `CSR ${index + 1}: commonName is missing`);
    if (seen.has(name)) duplicates.add(name);
    seen.add(name);
    const kind = request.publicKey.algorithm.name.startsWith("RSA") ? "RSA" : "EC";
    if (kind !== authority.keyAlgorithm) {
      throw new Refusal(400, `CSR ${index + 1}: profile requires a key of type ${authority.keyAlgorithm}`);
    }
  }
  if (duplicates.size > 0) {
    const names = [...duplicates].slice(0, SHOWN_DUPLICATES).join(", ");
    throw new Refusal(400, `Duplicate common names: ${names}`);
  }
}

export function commonNameOf(request: Pkcs10CertificateRequest): string | undefined {
  return request.subjectName.getField("CN")[0];
}

export function hasAlternativeName(request: Pkcs10CertificateRequest): boolean {
  return request.getExtension(SUBJECT_ALT_NAME) !== null;
}
