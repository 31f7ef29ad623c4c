import type { DeviceQuestion } from "@/lib/contract/devices";

/** The three ways to narrow the list, as the address and the API call them. */
export interface ListQuestion {
  filter: "ALL" | "WHITELISTED" | "BLACKLISTED" | null;
  deviceProfileUid: string | null;
  tag: string | null;
}

const none: ListQuestion = { filter: null, deviceProfileUid: null, tag: null };

/** The narrowest first: of an address that names several, the first one is asked. */
const precedence = ["tag", "deviceProfileUid", "filter"] as const;

/**
 * The vendor answers one question at a time. Of several in an address the narrowest is kept; the others are named, so
 * that the screen can say what it left out.
 */
export function oneQuestion(asked: ListQuestion): {
  question: ListQuestion;
  leftOut: (keyof ListQuestion)[];
} {
  const [kept, ...leftOut] = precedence.filter((key) => asked[key] !== null);
  return { question: kept === undefined ? none : { ...none, [kept]: asked[kept] }, leftOut };
}

/** The question as plans carry it: what was not asked is left out. */
export function deviceQuestionOf({ filter, deviceProfileUid, tag }: ListQuestion): DeviceQuestion {
  return {
    ...(filter !== null && { filter }),
    ...(deviceProfileUid !== null && { deviceProfileUid }),
    ...(tag !== null && { tag }),
  };
}

/** A change of one filter, with the others cleared when it sets something. */
export function replacing(change: Partial<ListQuestion>): Partial<ListQuestion> {
  const sets = Object.values(change).some((value) => value !== null);
  return sets ? { ...none, ...change } : change;
}

/** Why a list is empty, in the words of what was asked. */
export function nothingFound({ filter, deviceProfileUid, tag }: ListQuestion): string {
  if (tag !== null) return `No device carries the tag “${tag}”.`;
  if (deviceProfileUid !== null) return "No device belongs to this device profile.";
  if (filter === "WHITELISTED") return "No device is on the whitelist.";
  if (filter === "BLACKLISTED") return "No device is blacklisted.";
  return "There are no devices yet.";
}
