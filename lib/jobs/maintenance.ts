import "server-only";
import { sweepSessions } from "@/lib/access/sessions";
import { sweepStaleIntents } from "@/lib/audit/record";
import { checkAllProfiles } from "@/lib/domain/findings/check";
import { checkChore, requestFirstCheck } from "@/lib/domain/findings/check-request";
import { closeOrphans, strandedJobs, sweepExpired } from "@/lib/domain/jobs/stranded";
import { remindOfCredentials } from "@/lib/domain/juniper-access/credentials/reminders";
import { sweepLastAnswers } from "@/lib/domain/last-answers/last-answers";
import { sweepSharedAnswers } from "@/lib/domain/last-answers/shared-answers";
import { doubtOverdueLicenses } from "@/lib/domain/licenses/records";
import { sweepNotices } from "@/lib/domain/notices/notices";
import { sweepVendorCalls } from "@/lib/domain/vendor-budget/juniper-budget";
import { sweepWatches } from "@/lib/domain/watches/sweep";
import { ublox } from "@/lib/vendors/ublox/client";
import type { Chore } from "./work/chores";
import { wakeStranded } from "./work/stranded";

/** What is done now and then, by one process for all. Sealing the audit history is not among it: every process seals. */
export const chores: readonly Chore[] = [
  { name: "close-stale-intents", schedule: "* * * * *", run: () => sweepStaleIntents() },
  { name: "wake-stranded-jobs", schedule: "* * * * *", run: () => wakeStranded(strandedJobs) },
  { name: "close-orphaned-calls", schedule: "* * * * *", run: () => closeOrphans() },
  { name: "remove-ended-sessions", schedule: "*/10 * * * *", run: () => sweepSessions() },
  { name: "remove-expired-plans-and-files", schedule: "*/10 * * * *", run: () => sweepExpired() },
  { name: "remove-old-answers", schedule: "5 * * * *", run: () => sweepLastAnswers() },
  { name: "remove-old-shared-answers", schedule: "45 * * * *", run: () => sweepSharedAnswers() },
  { name: "remove-old-notices", schedule: "15 * * * *", run: () => sweepNotices() },
  { name: "remove-ended-watches", schedule: "25 * * * *", run: () => sweepWatches() },
  { name: "ask-for-first-findings", schedule: "* * * * *", run: () => requestFirstCheck() },
  { name: checkChore, schedule: "35 * * * *", run: (signal) => checkAllProfiles(ublox, signal) },
  { name: "doubt-overdue-licenses", schedule: "* * * * *", run: () => doubtOverdueLicenses() },
  { name: "remind-of-credentials", schedule: "0 6 * * *", run: () => remindOfCredentials() },
  { name: "remove-old-vendor-calls", schedule: "55 * * * *", run: () => sweepVendorCalls() },
];
