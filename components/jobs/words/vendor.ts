import { type JobKindName, jobKinds } from "@/lib/contract/job-kinds";
import { vendorShortNames } from "@/lib/contract/vendor-labels";

/** Whose calls a kind of job makes, as people know it; undefined for work on our own records. */
export function vendorOf(kind: JobKindName): string | undefined {
  const { vendor } = jobKinds[kind];
  return vendor === null ? undefined : vendorShortNames[vendor];
}

/** The same at the beginning of a sentence, where there is always somebody. */
export const whoeverAnswers = (kind: JobKindName): string => vendorOf(kind) ?? "The vendor";
