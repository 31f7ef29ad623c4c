import "server-only";
import type { DecodedVoucher } from "@/lib/contract/vouchers";
import { openCertificate } from "./certificate";
import { printable } from "./printable";
import { repeatedMembers } from "./repeated-members";

/** What a voucher says (RFC 8366 §5.3), without who signed it. */
export type VoucherContent = Omit<DecodedVoucher, "signers" | "signature">;

const memberName = "ietf-voucher:voucher";
const leaves = {
  createdOn: "created-on",
  expiresOn: "expires-on",
  assertion: "assertion",
  serialNumber: "serial-number",
  idevidIssuer: "idevid-issuer",
  pinned: "pinned-domain-cert",
  revocationChecks: "domain-cert-revocation-checks",
  nonce: "nonce",
  lastRenewal: "last-renewal-date",
} as const;
const known: ReadonlySet<string> = new Set(Object.values(leaves));
const mandatory = [leaves.createdOn, leaves.assertion, leaves.serialNumber, leaves.pinned] as const;
const instants = [leaves.createdOn, leaves.expiresOn, leaves.lastRenewal] as const;
const assertions: ReadonlySet<unknown> = new Set(["verified", "logged", "proximity"]);
const nonceBytes = { min: 8, max: 32 };
const namesTold = 3;

const base64 = /^[A-Za-z0-9+/]+={0,2}$/;
/** RFC 6991 date-and-time. */
const dateAndTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/;

type Members = ReadonlyMap<string, unknown>;

/**
 * Reads the JSON of a voucher. Leaves of another type than theirs count as absent. Never throws: what is no voucher is
 * a problem, in a sentence that never repeats the input.
 */
export function readVoucherContent(json: Uint8Array): VoucherContent | { problem: string } {
  const parsed = parsedJson(json);
  if (parsed === undefined) return { problem: "Its content is not JSON." };
  const voucher = membersOf(membersOf(parsed.value)?.get(memberName));
  if (voucher === undefined) {
    return { problem: `Its content is no voucher (RFC 8366): there is no member “${memberName}” in it.` };
  }
  const pinned = pinnedIn(voucher);
  return {
    createdOn: textOf(voucher, leaves.createdOn),
    expiresOn: textOf(voucher, leaves.expiresOn),
    assertion: textOf(voucher, leaves.assertion),
    serialNumber: textOf(voucher, leaves.serialNumber),
    idevidIssuer: textOf(voucher, leaves.idevidIssuer),
    domainCertRevocationChecks: flagOf(voucher, leaves.revocationChecks),
    nonce: textOf(voucher, leaves.nonce),
    lastRenewalDate: textOf(voucher, leaves.lastRenewal),
    pinnedDomainCertificate: pinned.certificate,
    remarks: [
      ...repeatedRemarks(parsed.text),
      ...missingRemarks(voucher),
      ...valueRemarks(voucher),
      ...pinned.remarks,
      ...endRemarks(voucher, pinned.certificate?.notAfter),
      ...unknownRemarks(voucher),
    ],
  };
}

function parsedJson(json: Uint8Array): { text: string; value: unknown } | undefined {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(json);
    return { text, value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

function membersOf(value: unknown): Members | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  return new Map(Object.entries(value));
}

function rawText(voucher: Members, leaf: string): string | null {
  const value = voucher.get(leaf);
  return typeof value === "string" ? value : null;
}

function textOf(voucher: Members, leaf: string): string | null {
  const text = rawText(voucher, leaf);
  return text === null ? null : printable(text);
}

/** YANG's JSON has booleans as such (RFC 7951 §6.3); some write them as texts. */
function flagOf(voucher: Members, leaf: string): boolean | null {
  const value = voucher.get(leaf);
  if (typeof value === "boolean") return value;
  return value === "true" ? true : value === "false" ? false : null;
}

function pinnedIn(voucher: Members): Pick<Opened, "certificate"> & { remarks: string[] } {
  const text = rawText(voucher, leaves.pinned);
  if (text === null) return { certificate: null, remarks: [] };
  const opened = openCertificate(text);
  return "problem" in opened
    ? { certificate: null, remarks: [`The pinned certificate cannot be read. ${opened.problem}`] }
    : { certificate: opened.certificate, remarks: [] };
}

interface Opened {
  certificate: VoucherContent["pinnedDomainCertificate"];
}

function repeatedRemarks(text: string): string[] {
  const repeated = repeatedMembers(text);
  return repeated.length === 0
    ? []
    : [
        `${named(repeated)} stands in it more than once: devices may read another value than the one shown here.`,
      ];
}

function missingRemarks(voucher: Members): string[] {
  const missing = mandatory.filter((leaf) => rawText(voucher, leaf) === null);
  return missing.length === 0 ? [] : [`${named(missing)} is missing: devices refuse such a voucher.`];
}

function valueRemarks(voucher: Members): string[] {
  const remarks: string[] = [];
  const assertion = rawText(voucher, leaves.assertion);
  if (assertion !== null && !assertions.has(assertion)) {
    remarks.push("Its assertion is none of verified, logged and proximity.");
  }
  const unreadable = instants.filter((leaf) => {
    const text = rawText(voucher, leaf);
    return text !== null && (!dateAndTime.test(text) || Number.isNaN(Date.parse(text)));
  });
  if (unreadable.length > 0) remarks.push(`${named(unreadable)} cannot be read as a date and time.`);
  const nonce = rawText(voucher, leaves.nonce);
  const isNonce = nonce === null || (base64.test(nonce) && hasNonceSize(nonce));
  if (!isNonce) remarks.push(`Its nonce is not base64 of ${nonceBytes.min} to ${nonceBytes.max} bytes.`);
  const idevidIssuer = rawText(voucher, leaves.idevidIssuer);
  if (idevidIssuer !== null && !base64.test(idevidIssuer)) remarks.push("Its idevid-issuer is not base64.");
  return remarks;
}

function hasNonceSize(nonce: string): boolean {
  const { length } = Buffer.from(nonce, "base64");
  return length >= nonceBytes.min && length <= nonceBytes.max;
}

function endRemarks(voucher: Members, certificateEnd: string | undefined): string[] {
  const remarks: string[] = [];
  const expiresOn = rawText(voucher, leaves.expiresOn);
  const hasNonce = rawText(voucher, leaves.nonce) !== null;
  if (expiresOn === null && !hasNonce) {
    remarks.push("It has neither an end nor a nonce: it holds for ever, and nothing can take it back.");
  }
  if (expiresOn !== null && hasNonce)
    remarks.push("It has an end and a nonce, of which only one may be there.");
  if (expiresOn === null && rawText(voucher, leaves.lastRenewal) !== null) {
    remarks.push("It has a last renewal date and no end.");
  }
  if (
    expiresOn !== null &&
    certificateEnd !== undefined &&
    Date.parse(expiresOn) > Date.parse(certificateEnd)
  ) {
    remarks.push("It ends later than the certificate it pins, which is not allowed.");
  }
  return remarks;
}

function unknownRemarks(voucher: Members): string[] {
  const names = [...voucher.keys()].filter((name) => !known.has(name));
  return names.length === 0 ? [] : [`It holds what is not known here: ${named(names)}.`];
}

/** "created-on", "nonce and 4 more". */
function named(names: readonly string[]): string {
  const told = names.slice(0, namesTold).map((name) => `“${printable(name).slice(0, 64)}”`);
  const more = names.length - told.length;
  return more === 0 ? told.join(", ") : `${told.join(", ")} and ${more.toLocaleString("en-US")} more`;
}
