import type { SecretPart } from "@/components/patterns/secret-reveal/secret-reveal";
import { e2eKeys, e2eParameters } from "@/lib/contract/e2e-keys";
import type { AnyWrite } from "@/lib/contract/operation";
import { parameterParts, symmetricKeyParts } from "./parameter-parts";

/** One of the vendor's five look-ups. */
export interface LookUp {
  operation: AnyWrite;
  /** What it is asked with. */
  asks: "keyId" | "header" | "device";
  /** The vendor's name for it, short. */
  name: string;
  /** What it is good for. */
  purpose: string;
  /** Whether each call costs something. */
  billed: boolean;
  /** What is revealed, on the button: "Reveal key". */
  reveals: "key" | "parameters";
  partsOf(answer: unknown): SecretPart[];
}

function parameters(
  operation: AnyWrite,
  declared: Pick<LookUp, "asks" | "name" | "purpose" | "billed">,
): LookUp {
  const partsOf = (answer: unknown) => parameterParts(e2eParameters.parse(answer));
  return { ...declared, operation, reveals: "parameters", partsOf };
}

export const lookUps = {
  symmetricKey: {
    operation: e2eKeys.symmetricKey,
    asks: "keyId",
    name: "Symmetric key",
    purpose: "The session key that belongs to a key identity.",
    billed: true,
    reveals: "key",
    partsOf: (answer) => symmetricKeyParts(e2eKeys.symmetricKey.response.parse(answer)),
  },
  uplinkProtection: parameters(e2eKeys.uplinkProtection, {
    asks: "header",
    name: "Uplink protection",
    purpose: "What a message from a device is decrypted with.",
    billed: true,
  }),
  uplinkIntegrity: parameters(e2eKeys.uplinkIntegrity, {
    asks: "header",
    name: "Uplink integrity",
    purpose: "What a message from a device is checked with.",
    billed: false,
  }),
  downlinkProtection: parameters(e2eKeys.downlinkProtection, {
    asks: "device",
    name: "Downlink protection",
    purpose: "What a message to a device is encrypted with.",
    billed: false,
  }),
  downlinkIntegrity: parameters(e2eKeys.downlinkIntegrity, {
    asks: "device",
    name: "Downlink integrity",
    purpose: "What a message to a device is signed with.",
    billed: false,
  }),
} satisfies Record<string, LookUp>;

/** Looked up by operation, for the log: "Uplink protection". */
export const lookUpNames: ReadonlyMap<string, string> = new Map(
  Object.values(lookUps).map(({ operation, name }) => [operation.operationId, name]),
);
