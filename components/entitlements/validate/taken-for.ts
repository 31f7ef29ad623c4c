import { activationCode, ssrn } from "@/lib/contract/entitlements";

/** By which of its two names an entitlement is asked for. */
export type TakenFor = "ssrn" | "activationCode";

export const takenForWords: Readonly<Record<TakenFor, string>> = {
  ssrn: "SSRN",
  activationCode: "activation code",
};

/** As it was meant: blanks come from copying, and neither name has any. */
const compact = (typed: string) => typed.replaceAll(/\s+/g, "");

/** Nobody publishes either format. SSRNs that are seen are about twelve digits; codes are longer, or have letters. */
const ssrnLike = /^\d{6,16}$/;

/** What a typed or pasted text is taken for; undefined while there is none. Whoever knows better can say so. */
export function takenFor(typed: string): TakenFor | undefined {
  const text = compact(typed);
  if (text === "") return undefined;
  return ssrnLike.test(text) ? "ssrn" : "activationCode";
}

export type EntitlementName = { ssrn: string } | { activationCode: string };

/** The text as the API asks for it, or what is wrong with it. */
export function entitlementNameOf(
  typed: string,
  taken: TakenFor | undefined,
): { name: EntitlementName } | { message: string } {
  if (taken === undefined) return { message: "Type or paste an SSRN or an activation code." };
  const text = compact(typed);
  const read = taken === "ssrn" ? ssrn.safeParse(text) : activationCode.safeParse(text);
  if (!read.success) {
    return { message: read.error.issues[0]?.message ?? `This is no ${takenForWords[taken]}.` };
  }
  return { name: taken === "ssrn" ? { ssrn: read.data } : { activationCode: read.data } };
}
