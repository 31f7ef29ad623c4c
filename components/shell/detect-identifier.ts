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
  return [...found, ...detectRequest(text)];
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
