import type { NewRootCa, RootCa } from "@/lib/contract/root-cas";
import { dayCount } from "./words";

export interface CreatedRootCa {
  made: RootCa;
  wanted: NewRootCa;
}

/** What the vendor has made otherwise than asked; what it does not say is not held against it. */
export function otherwiseMade({ made, wanted }: CreatedRootCa): string[] {
  const pairs: [string, number | null, number | undefined][] = [
    ["The root CA is valid for", made.caValidityDays, wanted.caValidityDays],
    ["Device certificates are valid for", made.certificateValidityDays, wanted.certificateValidityDays],
    ["They are renewed before their end by", made.renewBeforeDays, wanted.renewBeforeDays],
  ];
  return pairs.flatMap(([what, got, asked]) =>
    got === null || asked === undefined || got === asked
      ? []
      : [`${what} ${dayCount(got)} instead of ${dayCount(asked)}.`],
  );
}
