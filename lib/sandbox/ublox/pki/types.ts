/** A certificate that was taken back before its end. */
export interface Revocation {
  /** Hexadecimal without leading zeros, as the vendor prints it. */
  readonly serialNumber: string;
  readonly revokedAtMs: number;
}

/** A root CA of the account. Its keys and its certificate are made when first asked for (authority.ts). */
export interface RootCa {
  readonly name: string;
  readonly createdAtMs: number;
  readonly validityDays: number;
  /** What its device certificates ask for; none outlives the CA. */
  readonly deviceValidityDays: number;
  /** Device certificates are renewed at the first heartbeat inside the last so many days; null: never. */
  renewBeforeDays: number | null;
  /** In the order in which they were revoked. */
  readonly revocations: Revocation[];
  /** ROTPublicUID by serial number, of certificates that were replaced or removed: these can still be revoked. */
  readonly formerCertificates: Map<string, string>;
}

/** What the next heartbeats do about a device's certificate. A new order replaces one that waits. */
export type CertificateWork =
  | { readonly kind: "renew"; readonly validityDays: number }
  /** The first heartbeat removes the certificate, the second installs one with a new key pair. */
  | { readonly kind: "rekey"; readonly rootCaName: string; readonly next: "remove" | "install" }
  | { readonly kind: "delete" };

/** A CA without history. */
export function newRootCa(
  asked: Pick<RootCa, "name" | "createdAtMs" | "validityDays" | "deviceValidityDays"> & {
    renewBeforeDays?: number;
  },
): RootCa {
  return {
    ...asked,
    renewBeforeDays: asked.renewBeforeDays ?? null,
    revocations: [],
    formerCertificates: new Map(),
  };
}
