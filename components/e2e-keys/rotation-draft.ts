import { type KeyRotation, keyRotation } from "@/lib/contract/e2e-keys";

/** A rotation while it is being chosen: the field for its days may be empty. */
export interface RotationDraft {
  type: KeyRotation["type"];
  days: number | null;
}

/** What the vendor takes unless told otherwise (u-blox seed, e2e/key/rotate). */
export const usualRotation: RotationDraft = { type: "automatic", days: 7 };

/** The rotation that was chosen; undefined while its days are none. */
export function rotationOf({ type, days }: RotationDraft): KeyRotation | undefined {
  return keyRotation.safeParse(type === "continuous" ? { type } : { type, days }).data;
}

export const daysProblem = "A key is kept for 1 to 30 whole days.";
