/** Largest file that is taken; a certificate has one to four KB. */
export const certificateFileBytesMax = 40 * 1024;

const pemStart = "-----BEGIN ";
const base64 = /^[A-Za-z0-9+/\s]+={0,2}\s*$/;
const lineCharacters = 64;

export const privateKeyWords =
  "There is a private key in it, which belongs nowhere but with its owner. Give the certificate alone.";

/** Whether a text holds a private key: it then stays in this browser. */
export const holdsPrivateKey = (text: string) => /-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text);

/** What a certificate's file holds as text: PEM and base64 as they are, DER as PEM. */
export function certificateTextOf(bytes: Uint8Array): string {
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  if (text.includes(pemStart) || base64.test(text)) return text.trim();
  const lines = btoa(text).match(new RegExp(`.{1,${lineCharacters}}`, "g")) ?? [];
  return ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----"].join("\n");
}
