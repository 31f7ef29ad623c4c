import { printable } from "./printable";

interface KnownMembers {
  name: string;
  namedCurve?: string;
  modulusLength?: number;
  hash?: { name: string };
}

/** Families of signatures by the names that WebCrypto gives them. */
const families: Readonly<Record<string, string>> = {
  "RSASSA-PKCS1-v1_5": "RSA",
  "RSA-PSS": "RSA-PSS",
  ECDSA: "ECDSA",
};

/** A key in key words: "EC P-256", "RSA 2048", "Ed25519"; what is not known by name is told by its number. */
export function keyWords(algorithm: { name: string }): string {
  const { name, namedCurve, modulusLength }: KnownMembers = algorithm;
  if (namedCurve !== undefined && name.startsWith("EC")) return printable(`EC ${namedCurve}`);
  if (modulusLength !== undefined) return `RSA ${modulusLength}`;
  return printable(name);
}

/** How something is signed: "ECDSA with SHA-256". */
export function algorithmWords(algorithm: { name: string }): string {
  const { name, hash }: KnownMembers = algorithm;
  const family = families[name] ?? name;
  return printable(hash === undefined ? family : `${family} with ${hash.name}`);
}
