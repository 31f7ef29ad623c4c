import { imei } from "@/lib/contract/identifiers";
import type { RowPages } from "@/lib/domain/jobs/kind";
import { halvesOf, UidSet } from "@/lib/domain/jobs/uid-set";
import { aboutUid } from "@/lib/domain/whitelist-import/uid-words";
import { readTargetFile, type TargetsOfLines } from "./target-file";

export interface IdFileOptions {
  /** Whether a line may also be an IMEI. */
  imeis: boolean;
}

/** Reads a file of devices: one RoT UID a line, and IMEIs where they are taken. @throws as `readTargetFile` */
export function readIdFile(file: AsyncIterable<Uint8Array>, options: IdFileOptions): RowPages {
  return readTargetFile(file, new Ids(options));
}

class Ids implements TargetsOfLines {
  readonly name: string;
  readonly #imeis: boolean;
  readonly #seenUids = new UidSet();
  readonly #seenImeis = new UidSet();

  constructor({ imeis }: IdFileOptions) {
    this.#imeis = imeis;
    this.name = imeis ? "RoT UID or IMEI" : "RoT UID";
  }

  /** Words without a digit, one letter of which is no hexadecimal digit: no id that was cut or mistyped looks like that. */
  isName(field: string): boolean {
    return /^[\p{L} _./()-]+$/u.test(field) && /[^a-f _./()-]/iu.test(field);
  }

  read(field: string): { id: string } | { wrong: string } {
    const id = field.toLowerCase();
    if (isUid(id) || (this.#imeis && imei.safeParse(id).success)) return { id };
    return { wrong: aboutUid(id, this.#imeis ? noImei : noImeisHere) };
  }

  isNew(id: string): boolean {
    return isUid(id) ? isNewIn(this.#seenUids, id) : isNewIn(this.#seenImeis, `0${id}`);
  }
}

const isUid = (id: string) => /^[0-9a-f]{16}$/.test(id);

function isNewIn(seen: UidSet, id: string): boolean {
  const before = seen.size;
  return seen.add(halvesOf(id)) === before;
}

const noImei =
  "This has 15 digits and is no IMEI, because its check digit does not fit: a digit is mistyped, or a spreadsheet has taken off the leading zero of a RoT UID.";
const noImeisHere =
  "This has 15 digits: a spreadsheet has changed it by taking off the leading zero, or it is an IMEI; RoT UIDs are needed here.";
