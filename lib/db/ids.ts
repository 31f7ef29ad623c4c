import { v7 } from "uuid";

/** Kinds of records of ours; the prefix tells them apart wherever an id turns up. */
export type IdPrefix =
  | "aud"
  | "crd"
  | "evt"
  | "fnd"
  | "imp"
  | "job"
  | "lic"
  | "not"
  | "req"
  | "usr"
  | "vch"
  | "wrk";

/** A new id that sorts by the time it was made: `usr_01936f…` (UUID version 7, RFC 9562 §5.7). */
export function newId(prefix: IdPrefix): string {
  return `${prefix}_${v7().replaceAll("-", "")}`;
}
