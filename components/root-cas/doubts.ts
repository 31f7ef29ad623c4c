import { dayCount } from "./words";

interface Windows {
  caValidityDays: number | null;
  certificateValidityDays: number | null;
  renewBeforeDays?: number | null | undefined;
}

/** Combinations that the vendor allows and that are seldom meant. */
export function doubtsAbout({ caValidityDays, certificateValidityDays, renewBeforeDays }: Windows): string[] {
  const doubts: string[] = [];
  if (
    caValidityDays !== null &&
    certificateValidityDays !== null &&
    certificateValidityDays > caValidityDays
  ) {
    doubts.push(
      `Device certificates of ${dayCount(certificateValidityDays)} would outlive the root CA; each would end with it.`,
    );
  }
  if (
    certificateValidityDays !== null &&
    typeof renewBeforeDays === "number" &&
    renewBeforeDays >= certificateValidityDays
  ) {
    doubts.push(
      `A certificate of ${dayCount(certificateValidityDays)} that is renewed ${dayCount(renewBeforeDays)} before its end is renewed again at every heartbeat, and each renewal is billed.`,
    );
  }
  return doubts;
}
