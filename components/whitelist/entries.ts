import type { WhitelistEntry } from "@/lib/contract/whitelist";
import { uidType } from "./columns";

/** Entries as the API takes them: RoT UIDs and IMEIs apart. */
export function targetsOf(entries: readonly Pick<WhitelistEntry, "id" | "type">[]) {
  return {
    rotPublicUids: entries.filter(({ type }) => type === uidType).map(({ id }) => id),
    imeis: entries.filter(({ type }) => type === "IMEI").map(({ id }) => id),
  };
}
