declare const brand: unique symbol;

/**
 * The `id` of an authority: an organization's right to use one certificate profile. Every call that asks for a
 * "profileId" wants this one, not the authority's own `profileId` (guide, List available profiles); a type of its own
 * keeps the two apart.
 */
export type AuthorityId = number & { readonly [brand]: true };

/** Our certificateProfileId is the vendor's authority id. Throws RangeError on what can be no id. */
export function authorityId(certificateProfileId: number): AuthorityId {
  if (!Number.isSafeInteger(certificateProfileId) || certificateProfileId < 0) {
    throw new RangeError("an authority's id is a whole number");
  }
  return certificateProfileId as AuthorityId;
}
