/** What names an activation that the vendor lists and nobody made here. */
export interface SeenActivation {
  customerId: string;
  groupId: string;
  entitlementId: string;
  /** Null where the vendor gives it none: then the serial number tells it from others of its entitlement. */
  activationId: string | null;
  serialNumber: string;
}

// "seen~<customer>~<group>~<entitlement>~<activation>~<serial>". Letters, digits, "-" and "_" stand for themselves, every
// other byte of UTF-8 is written as "!" and two hexadecimal digits: nothing of it means anything in a path, and no
// library escapes it on the way.

const prefix = "seen~";
const written = "(?:[A-Za-z0-9_-]|![0-9a-f]{2})*";
const pattern = new RegExp(`^seen~(${written})~(${written})~(${written})~(${written})~(${written})$`);

export function isSeenId(licenseId: string): boolean {
  return licenseId.startsWith(prefix);
}

export function seenIdOf(seen: SeenActivation): string {
  const { customerId, groupId, entitlementId, activationId, serialNumber } = seen;
  const parts = [customerId, groupId, entitlementId, activationId ?? "", serialNumber];
  return prefix + parts.map(write).join("~");
}

/** What an id stands for; undefined for what `seenIdOf` has not made. */
export function seenActivationOf(licenseId: string): SeenActivation | undefined {
  const match = pattern.exec(licenseId);
  if (match === null) return undefined;
  const [customerId = "", groupId = "", entitlementId = "", activationId = "", serialNumber = ""] = match
    .slice(1)
    .map(read);
  const seen = { customerId, groupId, entitlementId, activationId: activationId || null, serialNumber };
  // One activation has one id only: "!41" is not another way to write "A", and half a character is none.
  return seenIdOf(seen) === licenseId ? seen : undefined;
}

function write(text: string): string {
  return [...Buffer.from(text)]
    .map((byte) => {
      const character = String.fromCharCode(byte);
      return /[A-Za-z0-9_-]/.test(character) ? character : `!${byte.toString(16).padStart(2, "0")}`;
    })
    .join("");
}

function read(part: string): string {
  const bytes = [...part.matchAll(/!([0-9a-f]{2})|[^!]/g)].map(([character, hex]) =>
    hex === undefined ? character.charCodeAt(0) : Number.parseInt(hex, 16),
  );
  return Buffer.from(bytes).toString("utf8");
}
