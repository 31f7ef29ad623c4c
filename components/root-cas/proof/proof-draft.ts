import { z } from "zod";
import { popCertificateRead } from "@/lib/contract/root-cas";

/** How far a proof of possession has come: one of three steps, what was typed, and what was made. */
export const proofDraft = z.object({
  step: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  registrationCode: z.string(),
  made: popCertificateRead.nullable(),
});
export type ProofDraft = z.output<typeof proofDraft>;
export type ProofStep = ProofDraft["step"];

export const newProof: ProofDraft = { step: 1, registrationCode: "", made: null };

/** A draft as it was stored; a new one for what is not understood. */
export function draftFrom(stored: string | null): ProofDraft {
  if (stored === null) return newProof;
  try {
    return proofDraft.safeParse(JSON.parse(stored)).data ?? newProof;
  } catch {
    return newProof;
  }
}

/** The draft with another code: a certificate that was made for the one before is none for this. */
export function withCode(draft: ProofDraft, registrationCode: string): ProofDraft {
  return registrationCode === draft.registrationCode ? draft : { ...draft, registrationCode, made: null };
}
