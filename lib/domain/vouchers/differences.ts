import type { DecodedVoucher } from "@/lib/contract/vouchers";
import { exactMoment } from "./moment";

/** What a voucher was asked for with. */
export interface AskedVoucher {
  serialNumber: string;
  expiresAt: string;
  certificateSha256: string;
}

/** Ends are written down to the second by some. */
const sameWithinMs = 1_000;

/** Where a voucher's file says other than what was asked for, in sentences; devices go by the file. */
export function differencesFrom(asked: AskedVoucher, decoded: DecodedVoucher): string[] {
  const differences: string[] = [];
  const { serialNumber, expiresOn, pinnedDomainCertificate: pinned } = decoded;
  if (serialNumber !== null && serialNumber.toUpperCase() !== asked.serialNumber.toUpperCase()) {
    differences.push(
      `The file is for ${serialNumber}, and was asked for ${asked.serialNumber}: no other takes it.`,
    );
  }
  if (expiresOn === null) {
    differences.push(`The file has no end, though ${exactMoment(asked.expiresAt)} was asked for.`);
  } else if (!isSameMoment(expiresOn, asked.expiresAt)) {
    differences.push(
      `The file ends on ${told(expiresOn)}, though ${exactMoment(asked.expiresAt)} was asked for.`,
    );
  }
  if (pinned !== null && pinned.fingerprintSha256 !== asked.certificateSha256) {
    differences.push(
      `The file pins another certificate than the one that was sent: ${pinned.subject} with the SHA-256 ${pinned.fingerprintSha256}. Do not hand it out.`,
    );
  }
  return differences;
}

function isSameMoment(one: string, other: string): boolean {
  return Math.abs(Date.parse(one) - Date.parse(other)) < sameWithinMs;
}

function told(instant: string): string {
  return Number.isNaN(Date.parse(instant)) ? `“${instant}”` : exactMoment(instant);
}
