import type { SecretPart } from "@/components/patterns/secret-reveal/secret-reveal";
import { CopyButton } from "@/components/ui/copy-button";
import { Link } from "@/components/ui/link";
import type { E2eParameters, SymmetricKey } from "@/lib/contract/e2e-keys";

type Words = Pick<SecretPart, "label" | "description">;

/** The parameters in the order in which they are worked with: how, with what, from what. */
const words: Record<Exclude<keyof E2eParameters, "rotPublicUid" | "otherParameters">, Words> = {
  cipherSuite: { label: "Cipher suite", description: "How the message is protected." },
  key: { label: "Key", description: "Base64." },
  encryptionKey: { label: "Encryption key", description: "Base64." },
  keyLengthBits: { label: "Length of the encryption key" },
  authenticationKey: { label: "Authentication key", description: "Proves that nobody changed it. Base64." },
  authenticationKeyLengthBits: { label: "Length of the authentication key" },
  macLengthBits: { label: "Length of the message authentication code" },
  nonce: { label: "Nonce", description: "Used for this one message. Base64." },
  kiv: { label: "Key derivation vector", description: "KIV, Base64." },
  aesIv: { label: "Initialization vector of AES", description: "IV, Base64." },
};

const names = Object.keys(words) as (keyof typeof words)[];

function devicePart(rotPublicUid: string | null): SecretPart {
  if (rotPublicUid === null) {
    const shown = "u-blox wrote a number from which the RoT UID cannot be told.";
    return { label: "Device", value: { shown } };
  }
  const shown = (
    <span className="inline-flex items-center gap-1">
      <Link href={`/devices/${rotPublicUid}`} className="font-mono text-12">
        {rotPublicUid}
      </Link>
      <CopyButton value={rotPublicUid} label="Copy RoT UID" />
    </span>
  );
  return { label: "Device", description: "RoT UID", value: { shown } };
}

const inBits = (count: number) => ({ shown: <span className="tabular">{count} bits</span> });

/** What came, in plain words; what did not come is left out, what the vendor's document does not name stands last. */
export function parameterParts(parameters: E2eParameters): SecretPart[] {
  const named = names.flatMap((name): SecretPart[] => {
    const value = parameters[name];
    if (value === null) return [];
    return [{ ...words[name], value: typeof value === "number" ? inBits(value) : value }];
  });
  const others = Object.entries(parameters.otherParameters).map(([label, value]) => ({
    label,
    description: "By u-blox's own name.",
    value,
  }));
  return [devicePart(parameters.rotPublicUid), ...named, ...others];
}

export function symmetricKeyParts({ rotPublicUid, key }: SymmetricKey): SecretPart[] {
  return [devicePart(rotPublicUid), { label: "Session key", description: "Base64.", value: key }];
}
