/** "Authorizations" of a device are features, no secrets. */
const secretName =
  /secret|password|token|authorization(?!s)|apikey|privatekey|activationcode|licensekey|contentbase64/i;

/** A copy of a JSON value in which every member with the name of a secret is masked. */
export function maskSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(maskSecrets);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      secretName.test(name) ? "[masked]" : maskSecrets(member),
    ]),
  );
}
