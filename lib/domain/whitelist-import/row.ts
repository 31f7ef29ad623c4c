import type { BadLineReason } from "@/lib/contract/whitelist";
import type { WhitelistAction } from "@/lib/vendors/ublox/whitelist";

import { lineBytesMax } from "./limits";

/** A RoT UID as the two halves of its 8 bytes: a million of them fit into 8 MB this way. */
export interface Uid {
  high: number;
  low: number;
}

export interface GoodRow {
  uid: Uid;
  action: WhitelistAction;
}

export interface Fault {
  reason: BadLineReason;
  /** What is wrong and what would be right. */
  message: string;
}

/** The UID with its 16 lower-case digits. */
export function uidText({ high, low }: Uid): string {
  return high.toString(16).padStart(8, "0") + low.toString(16).padStart(8, "0");
}

export const tooLong: Fault = {
  reason: "columns",
  message: `The line is longer than ${lineBytesMax} bytes; a row has 33.`,
};

/** Looks at one line by itself: what it asks for, or the first thing that is wrong with it. */
export function judgeRow(text: string): GoodRow | Fault {
  // A byte order mark in the middle comes from files that were put together.
  if (/[\0\ufffd\ufeff]/.test(text)) {
    return fault(
      "encoding",
      "The line holds bytes that do not belong into UTF-8 text. Save the file as “CSV UTF-8”.",
    );
  }
  return judgeFields(text.split(",").map(unquoted));
}

/**
 * Takes the quotation marks off around a value; undefined when they do not match. No value of this format contains
 * a comma or a quotation mark, so that a line can be divided at its commas, and a mark that is never closed spoils
 * one line and not the rest of the file.
 */
export function unquoted(field: string): string | undefined {
  const bare = /^"([^"]*)"$/.exec(field)?.[1] ?? field;
  return bare.includes('"') ? undefined : bare;
}

function judgeFields(fields: (string | undefined)[]): GoodRow | Fault {
  const [id, type, action] = fields;
  if (fields.includes(undefined)) {
    return fault("columns", "A quotation mark is not closed, or stands inside a value.");
  }
  if (fields.length !== 3 || id === undefined || type === undefined || action === undefined) {
    const hint = /[;\t]/.test(fields.join()) ? " They are separated by commas." : "";
    const number = fields.length === 1 ? "one column" : `${fields.length} columns`;
    return fault("columns", `The line has ${number}; a row has three: Id,Type,Action.${hint}`);
  }
  if (type.toUpperCase() === "IMEI") {
    return fault("uid_type_imei", "The vendor's file takes no IMEIs. Add this one with the form instead.");
  }
  if (type !== "ROTPublicUID") {
    return fault("type", `The type has to be ROTPublicUID, written exactly so.${spaces(type)}`);
  }
  const [, high, low] = /^([0-9a-f]{8})([0-9a-f]{8})$/.exec(id.toLowerCase()) ?? [];
  if (high === undefined || low === undefined) return fault("uid", aboutUid(id));
  if (action !== "ADD" && action !== "DELETE") {
    return fault("action", `The action has to be ADD or DELETE, in capitals.${spaces(action)}`);
  }
  return row(high, low, action);
}

function aboutUid(id: string): string {
  if (id === "") return "There is no RoT UID.";
  // "2.0000892E+94": what a spreadsheet makes of digits with an "e" among them, and of long numbers.
  if (/^\d([.,]\d+)?E[+-]?\d+$/i.test(id)) {
    return "A spreadsheet has changed this RoT UID into a number and lost its digits. Take it from its source again, as text.";
  }
  if (/^\d{15}$/.test(id)) {
    return "This has 15 digits: a spreadsheet has changed it by taking off the leading zero, or it is an IMEI, which a file cannot hold.";
  }
  if (/^\d{1,14}$/.test(id)) {
    return `This has ${id.length} digits instead of 16: a spreadsheet has changed it by taking off the leading zeros.`;
  }
  return `A RoT UID has exactly 16 hexadecimal digits, such as 0002000089280087.${spaces(id)}`;
}

function spaces(value: string): string {
  return value.trim() === value ? "" : " Remove the space before or behind it.";
}

function row(high: string, low: string, action: string | undefined): GoodRow {
  return {
    uid: { high: Number.parseInt(high, 16), low: Number.parseInt(low, 16) },
    action: action === "DELETE" ? "DELETE" : "ADD",
  };
}

function fault(reason: BadLineReason, message: string): Fault {
  return { reason, message };
}
