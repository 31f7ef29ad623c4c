/** What u-blox counts (its document names eight things, and bills by them), in plain words. */
const known: Readonly<Record<string, string>> = {
  symmetrickey: "Symmetric keys read",
  protectionparameters: "Uplink protection parameters read",
  localdpr: "Local data protection applied",
  localc2c: "Chip-to-chip security applied",
  localc2ckeypairing: "Chip-to-chip key pairing applied",
  ztpv1: "Zero-touch provisioning applied",
  certificaterenew: "Certificates renewed",
  certificateupdate: "Certificates re-keyed",
};

/** The plain words for a name of the vendor's; undefined for one that is not in its document. */
export function wordsOf(name: string): string | undefined {
  const plain = name.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
  return Object.hasOwn(known, plain) ? known[plain] : undefined;
}

/** How it is called on the page. */
export const labelOf = (name: string) => wordsOf(name) ?? name;
