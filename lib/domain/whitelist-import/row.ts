import { halvesOf, type UidHalves } from "@/lib/domain/jobs/uid-set";
import type { WhitelistAction } from "@/lib/vendors/ublox/whitelist";
import { lineBytesMax } from "./limits";
import { aboutQuotes, aboutStrangeBytes, hasStrangeBytes, unquoted } from "./line-text";
import { aboutSpaces, aboutUid } from "./uid-words";

/** What a line of a whitelist file asks for. */
export interface GoodRow {
  uid: UidHalves;
  action: WhitelistAction;
}

/** The UID with its 16 lower-case digits. */
export function uidText({ high, low }: UidHalves): string {
  return high.toString(16).padStart(8, "0") + low.toString(16).padStart(8, "0");
}

export const tooLong = `The line is longer than ${lineBytesMax} bytes; a row has 33.`;

const ofFifteenDigits =
  "This has 15 digits: a spreadsheet has changed it by taking off the leading zero, or it is an IMEI, which a file cannot hold.";

/** Looks at one line by itself. @returns what it asks for, or the first thing that is wrong with it in a sentence */
export function judgeRow(text: string): GoodRow | string {
  return hasStrangeBytes(text) ? aboutStrangeBytes : judgeFields(text.split(",").map(unquoted));
}

function judgeFields(fields: (string | undefined)[]): GoodRow | string {
  const [id, type, action] = fields;
  if (fields.includes(undefined)) return aboutQuotes;
  if (fields.length !== 3 || id === undefined || type === undefined || action === undefined) {
    const hint = /[;\t]/.test(fields.join()) ? " They are separated by commas." : "";
    const number = fields.length === 1 ? "one column" : `${fields.length} columns`;
    return `The line has ${number}; a row has three: Id,Type,Action.${hint}`;
  }
  if (type.toUpperCase() === "IMEI") {
    return "The vendor's file takes no IMEIs. Add this one with the form instead.";
  }
  if (type !== "ROTPublicUID") {
    return `The type has to be ROTPublicUID, written exactly so.${aboutSpaces(type)}`;
  }
  if (!/^[0-9a-f]{16}$/i.test(id)) return aboutUid(id, ofFifteenDigits);
  if (action !== "ADD" && action !== "DELETE") {
    return `The action has to be ADD or DELETE, in capitals.${aboutSpaces(action)}`;
  }
  return { uid: halvesOf(id), action };
}
