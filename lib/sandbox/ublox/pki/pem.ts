/** The vendor's samples hold a backslash and an n wherever PEM has an end of line [seed, /ztp/rootca/create]. */
export function escapedPem(pem: string): string {
  return pem.trim().replaceAll(/\r?\n/g, "\\n");
}
