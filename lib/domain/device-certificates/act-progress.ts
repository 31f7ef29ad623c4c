import type { CertificateAct } from "@/lib/contract/device-certificates";
import { sameCertificateSerial } from "@/lib/vendors/ublox/identifiers";

/** Heartbeats until an act is seen on the device (u-blox seed, ztp/devicecertificate/*); revoking needs none. */
export const heartbeatsOf: Readonly<Record<CertificateAct, number>> = {
  renew: 1,
  rekey: 2,
  remove: 1,
  revoke: 0,
  transfer: 1,
};

/** The certificate on a device, as its own information tells it. */
export interface Carried {
  caName: string;
  serialNumber: string;
}

/** An act as far as it matters to what a device shows of it. */
export interface OpenAct {
  act: CertificateAct;
  caName: string;
  toCaName: string | null;
  /** The certificate that was there when it was asked for. */
  serialNumber: string | null;
  heartbeatsSeen: number;
}

/** "superseded": it will not be seen any more, because something else came first. */
export type Progress = { heartbeatsSeen: number; ended: null | "applied" | "superseded" };

/**
 * How far an act has come by what the device carries now, null for no certificate. Revoking leaves no trace on the
 * device; only a revocation list shows it.
 */
export function progressOf(act: OpenAct, carried: Carried | null): Progress {
  const open: Progress = { heartbeatsSeen: act.heartbeatsSeen, ended: null };
  const applied: Progress = { heartbeatsSeen: heartbeatsOf[act.act], ended: "applied" };
  const superseded: Progress = { ...open, ended: "superseded" };
  const isSame = carried !== null && isTheOne(act, carried);
  switch (act.act) {
    case "revoke":
      return open;
    case "remove":
      return carried === null ? applied : isSame ? open : superseded;
    case "transfer":
      if (carried?.caName === act.toCaName) return applied;
      return carried?.caName === act.caName ? open : superseded;
    case "renew":
      if (isSame) return open;
      return carried?.caName === act.caName ? applied : superseded;
    case "rekey":
      if (carried === null) return { heartbeatsSeen: 1, ended: null };
      if (isSame) return open;
      return carried.caName === act.caName ? applied : superseded;
  }
}

/** Whether it is the certificate of before. Where that is not known, the first one that is seen counts as it. */
function isTheOne({ caName, serialNumber, heartbeatsSeen }: OpenAct, carried: Carried): boolean {
  if (carried.caName !== caName) return false;
  if (serialNumber === null) return heartbeatsSeen === 0;
  return sameCertificateSerial(serialNumber, carried.serialNumber);
}
