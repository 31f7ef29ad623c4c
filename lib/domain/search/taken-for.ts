import { mayBeActivationCode } from "@/lib/contract/activation-codes";
import { hasValidCheckDigit, tagName } from "@/lib/contract/identifiers";
import { caName } from "@/lib/contract/root-cas";
import type { SearchReading } from "@/lib/contract/search";

/** One way to take a text: what it would be, in the form of that kind, and in words. */
export type TakenFor = Pick<SearchReading, "kind" | "value" | "words"> & {
  /** It has the form of this kind but cannot be one: why. */
  flaw?: string;
};

const uidDigits = 16;
/** Shorter texts have lost more zeros than any RoT UID has. */
const fewestUidDigits = 8;

/**
 * What a text may be, most likely first. Spreadsheets drop the zeros in front of a RoT UID and the vendor those of a
 * certificate's serial number, so both are also recognized without them. An id of ours is nothing else, and what may be
 * an activation code is taken for nothing else, so that the secret is looked for nowhere. Nothing for an empty text.
 */
export function takenFor(typed: string): TakenFor[] {
  const text = typed.trim();
  if (text === "") return [];
  if (mayBeActivationCode(text)) return [{ kind: "activationCode", value: "", words: "activation code" }];
  const ours = asOurs(text);
  if (ours.length > 0) return ours;
  return [
    ...asImei(text),
    ...asUid(text),
    ...asCertificate(text),
    ...asBatch(text),
    ...asSsrn(text),
    ...asJuniperSerialNumber(text),
    ...asDeviceSerialNumber(text),
    ...asTag(text),
    ...asRootCa(text),
    ...asDeviceProfile(text),
  ];
}

function asImei(text: string): TakenFor[] {
  if (!/^\d{15}$/.test(text)) return [];
  const imei = { kind: "imei" as const, value: text, words: `IMEI ${text}` };
  return hasValidCheckDigit(text)
    ? [{ ...imei, words: `${imei.words}, which is usually the device serial number too` }]
    : [{ ...imei, flaw: "The check digit of this IMEI is wrong: one of its digits is mistyped." }];
}

function asUid(text: string): TakenFor[] {
  if (!/^[0-9a-f]+$/i.test(text) || text.length < fewestUidDigits || text.length > uidDigits) return [];
  const value = text.toLowerCase().padStart(uidDigits, "0");
  const mended = text.length < uidDigits ? ", its lost zeros put back" : "";
  return [{ kind: "rotPublicUid", value, words: `RoT UID ${value}${mended}` }];
}

function asCertificate(text: string): TakenFor[] {
  const digits = text.replaceAll(/[\s:]/g, "").toLowerCase();
  if (!/^[0-9a-f]{30,40}$/.test(digits)) return [];
  return [
    { kind: "certificateSerialNumber", value: digits, words: `serial number of the certificate ${digits}` },
  ];
}

function asBatch(text: string): TakenFor[] {
  if (!/^\d{1,9}$/.test(text)) return [];
  const value = String(Number(text));
  return [{ kind: "batch", value, words: `batch number ${value}` }];
}

function asOurs(text: string): TakenFor[] {
  const prefix = /^(lic|vch)_[0-9a-f]{32}$/.exec(text)?.[1];
  if (prefix === undefined) return [];
  return [
    prefix === "lic"
      ? { kind: "license", value: text, words: `license ${text}` }
      : { kind: "voucher", value: text, words: `voucher ${text}` },
  ];
}

/** No format is published; those that are seen have twelve digits. */
function asSsrn(text: string): TakenFor[] {
  return /^\d{10,14}$/.test(text) ? [{ kind: "ssrn", value: text, words: `SSRN ${text}` }] : [];
}

/** No format is published; those that are seen begin with two letters and have digits. */
function asJuniperSerialNumber(text: string): TakenFor[] {
  const value = text.toUpperCase();
  if (!/^[A-Z]{2}(?=.*\d)[A-Z0-9]{4,14}$/.test(value)) return [];
  return [{ kind: "juniperSerialNumber", value, words: `serial number of a Juniper device ${value}` }];
}

function asDeviceSerialNumber(text: string): TakenFor[] {
  if (!/^[\x21-\x7e]{4,64}$/.test(text) || asImei(text).length > 0) return [];
  return [{ kind: "deviceSerialNumber", value: text, words: `device serial number ${text}` }];
}

function asTag(text: string): TakenFor[] {
  const parsed = tagName.safeParse(text);
  return parsed.success ? [{ kind: "tag", value: parsed.data, words: `tag “${parsed.data}”` }] : [];
}

function asRootCa(text: string): TakenFor[] {
  const parsed = caName.safeParse(text);
  return parsed.success ? [{ kind: "rootCa", value: parsed.data, words: `root CA ${parsed.data}` }] : [];
}

function asDeviceProfile(text: string): TakenFor[] {
  return [{ kind: "deviceProfile", value: text, words: `device profile “${text}”` }];
}
