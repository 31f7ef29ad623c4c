import "server-only";
import type { RevocationListContent, RevokedCertificate } from "@/lib/contract/root-cas";
import { Breather } from "../csr/breather";
import { algorithmWords } from "./algorithm-words";
import type { OpenedCertificate } from "./certificate";
import { derOf } from "./encodings";
import { type Extension, X509Crl, X509CrlReason } from "./library";
import { serialNumberText } from "./serial-numbers";

/** About 5,000 entries, which takes about half a second to read at once; a larger list is kept unread. */
const expected = {
  labels: ["X509 CRL", "CRL"],
  noun: "revocation list",
  bytesMax: 256 * 1024,
};
const parseLimits = { berOptions: { maxDepth: 32, maxNodes: 60_000 } };

/** RFC 5280 §5.2: the extensions of a list. */
const extensionIds = {
  number: "2.5.29.20",
  delta: "2.5.29.27",
  distributionPoint: "2.5.29.28",
  authorityKey: "2.5.29.35",
};
const understood: readonly string[] = Object.values(extensionIds);

/** RFC 5280 §5.3.1, in words. */
const reasonWords: Record<X509CrlReason, string> = {
  [X509CrlReason.unspecified]: "Unspecified",
  [X509CrlReason.keyCompromise]: "Key compromise",
  [X509CrlReason.cACompromise]: "CA compromise",
  [X509CrlReason.affiliationChanged]: "Affiliation changed",
  [X509CrlReason.superseded]: "Superseded",
  [X509CrlReason.cessationOfOperation]: "Cessation of operation",
  [X509CrlReason.certificateHold]: "On hold",
  [X509CrlReason.removeFromCRL]: "Taken off the list",
  [X509CrlReason.privilegeWithdrawn]: "Privilege withdrawn",
  [X509CrlReason.aACompromise]: "Attribute authority compromise",
};

/** The list itself, without what is said beside it. */
export type ReadRevocationList = Pick<
  RevocationListContent,
  "number" | "thisUpdate" | "nextUpdate" | "revoked" | "signature" | "signatureWords" | "remarks"
>;

/**
 * A certificate revocation list (RFC 5280 §5) from PEM, base64 or DER, its signature checked with the CA's key. Never
 * throws: what cannot be read is a problem, in a sentence that never repeats the input.
 * @param authority the CA's certificate; without it nothing can be said of the signature
 */
export async function readRevocationList(
  input: string | Uint8Array,
  authority: OpenedCertificate | undefined,
): Promise<ReadRevocationList | { problem: string }> {
  const decoded = derOf(input, expected);
  if ("problem" in decoded) return decoded;
  try {
    const list = new X509Crl(decoded.der, parseLimits);
    return {
      number: crlNumberIn(list.getExtension(extensionIds.number)),
      thisUpdate: list.thisUpdate.toISOString(),
      nextUpdate: list.nextUpdate?.toISOString() ?? null,
      revoked: await entriesOf(list),
      ...(await signatureOf(list, authority)),
      remarks: remarksOn(list, authority),
    };
  } catch {
    // The library found what is no list; its words are about bytes and help nobody.
    return { problem: "It cannot be read as a certificate revocation list (CRL)." };
  }
}

/** The same list in its binary form, for other programs; undefined when it cannot be read. */
export function revocationListDer(input: string | Uint8Array): Buffer | undefined {
  const decoded = derOf(input, expected);
  return "der" in decoded ? decoded.der : undefined;
}

async function entriesOf(list: X509Crl): Promise<RevokedCertificate[]> {
  const breather = new Breather();
  const revoked: RevokedCertificate[] = [];
  for (const { serialNumber, revocationDate, reason } of list.entries) {
    await breather.pause();
    revoked.push({
      serialNumber: serialNumberText(serialNumber),
      revokedAt: revocationDate.toISOString(),
      reason: reason === undefined ? null : (reasonWords[reason] ?? `Code ${reason}`),
    });
  }
  return revoked;
}

/** A number of at most 20 bytes (RFC 5280 §5.2.3). The library hands out the INTEGER as its bytes: tag, length, value. */
function crlNumberIn(extension: Extension | null): string | null {
  if (extension === null) return null;
  const [tag, length, ...value] = new Uint8Array(extension.value);
  if (tag !== 0x02 || length !== value.length || value.length === 0 || value.length > 21) return null;
  return BigInt(`0x${Buffer.from(value).toString("hex")}`).toString();
}

async function signatureOf(
  list: X509Crl,
  authority: OpenedCertificate | undefined,
): Promise<Pick<ReadRevocationList, "signature" | "signatureWords">> {
  if (authority === undefined) {
    return {
      signature: "unchecked",
      signatureWords: "There is no certificate of this root CA to check the signature with.",
    };
  }
  try {
    return (await list.verify({ publicKey: authority.x509.publicKey }))
      ? { signature: "valid", signatureWords: "Signed by this root CA." }
      : {
          signature: "invalid",
          signatureWords: "The signature does not fit this root CA's key: do not rely on this list.",
        };
  } catch {
    return {
      signature: "unchecked",
      signatureWords: `The signature could not be checked here: its kind is ${algorithmWords(list.signatureAlgorithm)}.`,
    };
  }
}

function remarksOn(list: X509Crl, authority: OpenedCertificate | undefined): string[] {
  const remarks: string[] = [];
  if (authority !== undefined && list.issuer !== authority.x509.subject) {
    remarks.push("It names another issuer than this root CA.");
  }
  if (list.getExtension(extensionIds.delta) !== null) {
    remarks.push("It is a delta: it holds only what has changed since another list.");
  }
  if (list.getExtension(extensionIds.distributionPoint) !== null) {
    remarks.push("It covers only some of this root CA's certificates (issuing distribution point).");
  }
  if (list.extensions.some(({ critical, type }) => critical && !understood.includes(type))) {
    remarks.push("It has critical extensions that are not understood here.");
  }
  return remarks;
}
