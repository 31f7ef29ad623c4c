/** The two ways to narrow the list, as the address and the API call them. */
export interface ListQuestion {
  tag: string | null;
  profileName: string | null;
}

/**
 * The vendor refuses tag and name together. Of an address that names both the name is asked, which is the narrower one;
 * `leftOut` says whether a tag was dropped for it.
 */
export function oneQuestion({ tag, profileName }: ListQuestion): {
  question: ListQuestion;
  leftOut: boolean;
} {
  const leftOut = tag !== null && profileName !== null;
  return { question: { tag: leftOut ? null : tag, profileName }, leftOut };
}

/** A change of one of the two, with the other cleared when it sets something. */
export function replacing(change: Partial<ListQuestion>): Partial<ListQuestion> {
  const sets = Object.values(change).some((value) => value !== null);
  return sets ? { tag: null, profileName: null, ...change } : change;
}

/** Why a list is empty, in the words of what was asked. */
export function nothingFound({ tag, profileName }: ListQuestion): string {
  if (profileName !== null) {
    return `No device profile is called exactly “${profileName}”. Upper and lower case count.`;
  }
  return `No device profile carries the tag “${tag}”.`;
}
