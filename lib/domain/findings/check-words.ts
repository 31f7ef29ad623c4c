import type { VendorErrorKind } from "@/lib/vendors/http/vendor-error";
import type { Shortfall } from "./every-page";

/** How far a check came. */
export interface Tally {
  /** Device profiles there are, with the one for devices without a profile. */
  profiles: number;
  checked: number;
  clones: number;
  suspects: number;
  /** Reported for the first time. */
  new: number;
  /** Resolved before, and reported anew. */
  reopened: number;
  /** Lists that did not come whole. */
  shortfalls: { of: string; words: NonNullable<Shortfall> }[];
  /** Profiles that the vendor would not answer for, or not in a way that could be read. */
  refused: number;
  /** What ended it early. */
  brokenOff: VendorErrorKind | null;
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString("en-US")} ${count === 1 ? one : many}`;
}

const endings: Partial<Record<VendorErrorKind, string>> = {
  not_connected: "u-blox is not connected",
  denied: "u-blox did not accept our credentials",
  busy: "u-blox asked for fewer requests",
  aborted: "it was broken off",
};

/** The result of a check, in sentences: first what was not seen. */
export function checkWords(tally: Tally): { complete: boolean; words: string } {
  const { profiles, checked, refused, shortfalls, brokenOff } = tally;
  if (brokenOff === "not_connected") {
    return { complete: false, words: "Nothing was checked: u-blox is not connected." };
  }
  const complete = brokenOff === null && refused === 0 && shortfalls.length === 0;
  if (complete)
    return {
      complete,
      words: `All ${counted(profiles, "device profile")} were checked. ${foundWords(tally)}`,
    };
  const sentences = [
    `${checked.toLocaleString("en-US")} of ${counted(profiles, "device profile")} were checked.`,
    brokenOff === null ? "" : `The check ended early: ${endings[brokenOff] ?? "u-blox stopped answering"}.`,
    refused === 0 ? "" : `u-blox gave no usable answer for ${counted(refused, "device profile")}.`,
    ...listsWords(shortfalls),
    foundWords(tally),
  ];
  return { complete, words: sentences.filter((sentence) => sentence !== "").join(" ") };
}

/** Two lists at most, and how many more there are: hundreds may be cut short in the same way. */
function listsWords(shortfalls: Tally["shortfalls"]): string[] {
  const told = shortfalls.slice(0, 2).map(({ of, words }) => `Of a list of ${of} not all came: ${words}`);
  const more = shortfalls.length - told.length;
  return more === 0 ? told : [...told, `So did ${counted(more, "more list")}.`];
}

function foundWords({ clones, suspects, new: isNew, reopened }: Tally): string {
  if (clones + suspects === 0) return "Nothing was found.";
  const news = [
    isNew > 0 ? `${isNew.toLocaleString("en-US")} for the first time` : "",
    reopened > 0 ? `${reopened.toLocaleString("en-US")} anew after being resolved` : "",
  ].filter((part) => part !== "");
  const found = `u-blox reported ${counted(clones, "cloned device")} and ${counted(suspects, "suspicious device")}`;
  return `${found}${news.length > 0 ? `, ${news.join(" and ")}` : ", none of them new"}.`;
}
