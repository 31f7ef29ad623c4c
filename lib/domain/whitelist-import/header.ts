import { Refusal } from "@/lib/contract/problem";
import { unquoted } from "./line-text";

const header = "Id,Type,Action";

/** Whether a line is the header of the vendor's whitelist form, however its capitals are. */
export function isWhitelistHeader(text: string): boolean {
  return text.replaceAll('"', "").toLowerCase() === header.toLowerCase();
}

/**
 * Checks the first line of a file, which the vendor wants in exactly this form (u-blox seed, device/whitelist/add).
 * @throws Refusal that says what the file seems to be instead
 */
export function requireHeader(text: string): void {
  const fields = text.split(",").map(unquoted);
  if (fields.join(",") === header) return;
  throw new Refusal("invalid_input", {
    detail: whatItIs(text, fields),
    next: `Begin the file with the line ${header} and upload it again. Nothing of it was kept.`,
    errors: [{ path: "line 1", message: `The first line has to be ${header}.` }],
  });
}

/** What a file that is no text in lines seems to be, by its first line; undefined when that looks like text. */
export function aboutOtherFormat(text: string): string | undefined {
  if (text.startsWith("PK\u0003\u0004"))
    return "This is a ZIP file or an Excel workbook. Save it as CSV first.";
  if (text.startsWith("\u001f\ufffd")) return "This file is compressed. Unpack it first.";
  if (text.startsWith("\ufffd\ufffd") || text.includes("\0")) {
    return "This file is not UTF-8 text; it looks like UTF-16. Save it as “CSV UTF-8”.";
  }
  if (text.startsWith("--")) return "This is a web form's upload. Send the file itself as the body.";
  if (text.includes("\r")) return "The lines end in CR alone. Save the file with LF or CRLF line ends.";
  return undefined;
}

/** Each kind of file that is uploaded by mistake, by what its first line looks like. */
function whatItIs(text: string, fields: (string | undefined)[]): string {
  if (text === "") return "The first line is empty.";
  const other = aboutOtherFormat(text);
  if (other !== undefined) return other;
  const plain = fields.map((field) => (field ?? "").trim().toLowerCase());
  if (plain.join(",") === header.toLowerCase()) {
    return `The header is spelled differently: it has to be ${header}, with these capitals and without spaces.`;
  }
  if (plain.toSorted().join(",") === header.toLowerCase().split(",").toSorted().join(",")) {
    return `The columns stand in another order: they have to be ${header}.`;
  }
  if (/[;\t]/.test(text) && /id/i.test(text)) {
    return "The columns are separated by semicolons or tabs. Save the file with commas.";
  }
  if (/^"?[0-9a-f]{16}\b/i.test(text)) return `The file has no header: its first line is a row already.`;
  return `The first line is not the header ${header}.`;
}
