const lineCharacters = 64;

/** A request as RFC 7468 writes it: 64 characters to the line, LF, its usual name. */
export function pemOf(base64: string): string {
  const lines = ["-----BEGIN CERTIFICATE REQUEST-----"];
  for (let at = 0; at < base64.length; at += lineCharacters)
    lines.push(base64.slice(at, at + lineCharacters));
  lines.push("-----END CERTIFICATE REQUEST-----", "");
  return lines.join("\n");
}
