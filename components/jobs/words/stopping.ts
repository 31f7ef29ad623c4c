import { jobKinds } from "@/lib/contract/job-kinds";
import type { JobSummary } from "@/lib/contract/jobs";
import { countOf, partOf } from "./counting";
import { vendorOf } from "./vendor";

type Stopped = Pick<JobSummary, "kind" | "rows" | "unit">;

const are = (count: number) => (count === 1 ? "is" : "are");

/** The first line of the question: what will not happen. */
export function stopConsequence({ kind, rows, unit }: Stopped): string {
  if (jobKinds[kind].makes === "file") return "No further page is read, and the file stays incomplete.";
  if (rows.planned === 0) return "Nothing is left to begin: what is under way comes to its end.";
  const was = rows.planned === 1 ? "was" : "were";
  return `${countOf(rows.planned, unit)} ${was} not begun and will be skipped.`;
}

/** What has already happened, in whole sentences, most certain first. It stays. */
export function stopFacts({ kind, rows, unit }: Stopped): string[] {
  if (jobKinds[kind].makes === "file") {
    return [`${partOf(rows.done, rows.total, unit)} ${are(rows.total)} in the file so far.`];
  }
  const vendor = vendorOf(kind) ?? "the vendor";
  const facts: [number, (count: string, verb: string) => string][] = [
    [rows.done, (count, verb) => `${count} ${verb} done.`],
    [rows.accepted, (count, verb) => `${count} ${verb} accepted by ${vendor}, which finishes by itself.`],
    [rows.waiting, (count, verb) => `${count} ${verb} begun and waiting for something outside.`],
    [rows.sent, (count, verb) => `${count} ${verb} on the way: what was sent comes to its end.`],
    [rows.failed, (count) => `${count} failed.`],
    [rows.unknown, (count, verb) => `${count} ${verb} of unknown outcome.`],
  ];
  const told = facts
    .filter(([count]) => count > 0)
    .map(([count, words]) => words(countOf(count, unit), are(count)));
  return told.length === 0 ? ["Nothing has been carried out yet."] : told;
}
