import { type JobKindName, jobKinds } from "@/lib/contract/job-kinds";
import type { Job } from "@/lib/contract/jobs";
import { countOf } from "./counting";
import { plannedRows } from "./progress";

/** How the button that starts a kind names its act, around the count. */
const phrases: Record<JobKindName, (what: string) => string> = {
  "tags.assign": (what) => `Assign tags to ${what}`,
  "tags.unassign": (what) => `Remove tags from ${what}`,
  "whitelist.add": (what) => `Add ${what} to whitelist`,
  "whitelist.remove": (what) => `Remove ${what} from whitelist`,
  "whitelist.import": (what) => `Import ${what}`,
  "provisioning.set": (what) => `Provision ${what}`,
  "provisioning.delete": (what) => `Delete provisioning of ${what}`,
  "e2e.rotate": (what) => `Rotate keys of ${what}`,
  "deviceCertificates.renew": (what) => `Renew ${what}`,
  "deviceCertificates.rekey": (what) => `Re-key ${what}`,
  "deviceCertificates.remove": (what) => `Remove ${what}`,
  "deviceCertificates.revoke": (what) => `Revoke ${what}`,
  "deviceCertificates.transfer": (what) => `Move ${what}`,
  "devices.export": (what) => `Export ${what}`,
  "whitelist.export": (what) => `Export ${what}`,
  "tags.export": (what) => `Export ${what}`,
  "deviceCertificates.export": (what) => `Export ${what}`,
  "deviceEvents.export": (what) => `Export ${what}`,
  "findings.export": (what) => `Export ${what}`,
  "batches.export": (what) => `Export ${what}`,
  "licenses.activate": (what) => `Activate licenses for ${what}`,
  "licenses.release": (what) => `Release ${what}`,
  "entitlements.export": (what) => `Export ${what}`,
  "licenses.export": (what) => `Export ${what}`,
  "vouchers.export": (what) => `Export ${what}`,
  "audit.export": (what) => `Export ${what}`,
};

/** "Assign tags to 1,204 devices". */
export function startLabel({ kind, rows, unit }: Pick<Job, "kind" | "rows" | "unit">): string {
  return phrases[kind](countOf(plannedRows(rows), unit));
}

/** Kinds that take something away. */
const destructive: ReadonlySet<JobKindName> = new Set([
  "tags.unassign",
  "whitelist.remove",
  "provisioning.delete",
  "deviceCertificates.rekey",
  "deviceCertificates.remove",
  "deviceCertificates.revoke",
  "deviceCertificates.transfer",
  "licenses.release",
]);
/** Kinds whose rows say for themselves whether they take something away. */
const mixed: ReadonlySet<JobKindName> = new Set(["whitelist.import"]);

export interface StartLevel {
  /** A red button. */
  danger: boolean;
  /** What has to be typed first: the count, as plain digits. */
  typed: string | undefined;
}

/** How a start asks, by the ladder of confirmations: many objects that lose something have their number typed. */
export function startLevel({ kind, rows }: Pick<Job, "kind" | "rows">): StartLevel {
  const count = plannedRows(rows);
  const danger = destructive.has(kind);
  const asks = (danger || mixed.has(kind)) && count > 1;
  return { danger, typed: asks ? String(count) : undefined };
}

/** Whether there is anything to start. A list without entries still makes a file. */
export function canStart({ kind, rows }: Pick<Job, "kind" | "rows">): boolean {
  return jobKinds[kind].makes === "file" || plannedRows(rows) > 0;
}

/** How much may fail before a job stops by itself; the first is the usual one. */
export const failureLimits = [
  { value: "20", percent: 20, label: "more than 20 % of the rows fail" },
  { value: "5", percent: 5, label: "more than 5 % of the rows fail" },
  { value: "1", percent: 1, label: "more than 1 % of the rows fail" },
  { value: "never", percent: null, label: "never: go on whatever fails" },
] as const;
export type FailureLimit = (typeof failureLimits)[number]["value"];

/** The limit as `jobs.start` takes it. */
export function percentOf(limit: FailureLimit): number | null {
  return failureLimits.find(({ value }) => value === limit)?.percent ?? null;
}

/** The limit of a job, for its facts. */
export function limitText(percent: number | null): string {
  return percent === null ? "Never" : `When more than ${percent} % of the rows fail`;
}
