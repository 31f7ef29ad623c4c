import { mayBeActivationCode } from "@/lib/contract/activation-codes";
import { hasValidCheckDigit } from "@/lib/contract/identifiers";
import type { PaletteEntry } from "./palette-entries";

const uidDigits = 16;

/** What a typed identifier may be, most likely first; each opens the page of the thing. */
export function detectIdentifier(typed: string): PaletteEntry[] {
  const text = typed.trim();
  const found: PaletteEntry[] = [];
  const add = (id: string, label: string, hint: string, href: string) =>
    found.push({ id: `${id}:${text}`, label, group: "Open by identifier", hint, href });
  if (/^[0-9a-f]{16}$/i.test(text)) {
    add("uid", `Device ${text.toLowerCase()}`, "RoT UID", `/devices/${text.toLowerCase()}`);
  } else if (/^[0-9]{10,15}$/.test(text) && !isImei(text)) {
    // Spreadsheets drop the zeros in front.
    const padded = text.padStart(uidDigits, "0");
    add("uid", `Device ${padded}`, "RoT UID, zeros put back", `/devices/${padded}`);
  }
  if (/^[A-Za-z0-9-]{4,32}$/.test(text)) {
    const hint = isImei(text) ? "IMEI as serial" : "Device serial number";
    add(
      "serial",
      `Device with serial number ${text}`,
      hint,
      `/devices/${encodeURIComponent(text)}?by=deviceSerialNumber`,
    );
  }
  if (/^\d{1,9}$/.test(text)) add("batch", `Batch ${text}`, "Batch number", `/batches/${text}`);
  if (/^\d{10,14}$/.test(text)) {
    add("ssrn", `Entitlement with SSRN ${text}`, "SSRN", `/entitlements?search=${text}`);
  }
  if (/^lic_[0-9a-f]{32}$/.test(text)) add("license", text, "License", `/activations/${text}`);
  if (/^vch_[0-9a-f]{32}$/.test(text)) add("voucher", text, "Voucher", `/vouchers/${text}`);
  return [...detectSecret(text), ...found, ...detectRequest(text)];
}

/**
 * What may be an activation code is looked for nowhere and put into no address: where it can be validated, by whoever
 * decides to. The entry does not hold it.
 */
export function detectSecret(text: string): PaletteEntry[] {
  if (!mayBeActivationCode(text)) return [];
  return [
    {
      id: "activation-code",
      label: "Validate an activation code",
      group: "Taken for an activation code, which is a secret",
      hint: "Paste it there",
      href: "/entitlements",
    },
  ];
}

/** The audit rows of a request id: known without asking anybody. */
export function detectRequest(text: string): PaletteEntry[] {
  if (!/^req_[0-9a-f]{32}$/.test(text)) return [];
  return [
    {
      id: `request:${text}`,
      label: `Audit rows of ${text}`,
      group: "Open by identifier",
      hint: "Request id",
      href: `/audit?requestId=${text}`,
    },
  ];
}

function isImei(text: string): boolean {
  return /^\d{15}$/.test(text) && hasValidCheckDigit(text);
}
