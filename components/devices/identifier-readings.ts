import { hasValidCheckDigit } from "@/lib/contract/identifiers";

/** One thing that a typed identifier may be, and how to ask for it. */
export interface IdentifierReading {
  by: "rotPublicUid" | "deviceSerialNumber";
  /** What to ask for: the RoT UID in full, or the serial number as typed. */
  deviceId: string;
  /** Zeros in front were put back. */
  padded: boolean;
}

const uidDigits = 16;
/** Shorter texts have lost more zeros than any RoT UID has. */
const fewestUidDigits = 8;
/** What the operation takes. */
const longestDeviceId = 64;

/**
 * What a typed text may be, most likely first. Spreadsheets drop the zeros in front of a RoT UID, so shorter
 * hexadecimal texts are also read with their zeros put back; only the vendor can tell which reading is right.
 * An IMEI is read as the device serial number, which it usually is. Nothing for an empty text.
 */
export function readingsOf(typed: string): IdentifierReading[] {
  const text = typed.trim();
  if (text === "" || text.length > longestDeviceId) return [];
  const serial: IdentifierReading = { by: "deviceSerialNumber", deviceId: text, padded: false };
  const pattern = new RegExp(`^[0-9a-f]{${fewestUidDigits},${uidDigits}}$`, "i");
  if (!pattern.test(text)) return [serial];
  const uid: IdentifierReading = {
    by: "rotPublicUid",
    deviceId: text.toLowerCase().padStart(uidDigits, "0"),
    padded: text.length < uidDigits,
  };
  return isImei(text) ? [serial, uid] : [uid, serial];
}

function isImei(text: string): boolean {
  return /^\d{15}$/.test(text) && hasValidCheckDigit(text);
}
