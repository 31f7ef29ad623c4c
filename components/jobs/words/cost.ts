import { jobKinds } from "@/lib/contract/job-kinds";
import type { Job } from "@/lib/contract/jobs";
import { roughly } from "./counting";
import { callsCost } from "./progress";
import { vendorOf } from "./vendor";

/** What a plan costs: "13 calls to u-blox, about 4 min at 60 calls a minute". */
export function costText({ kind, calls, cost }: Pick<Job, "kind" | "calls" | "cost">): string {
  const vendor = vendorOf(kind);
  const asksNobody = vendor === undefined && jobKinds[kind].makes === "file";
  if (asksNobody || calls.total === 0) return `No call to ${vendor ?? "a vendor"}`;
  const { callsPerMinute, expectedMs } = cost;
  const budget =
    callsPerMinute === null
      ? ""
      : ` at ${callsPerMinute.toLocaleString("en-US")} ${callsPerMinute === 1 ? "call" : "calls"} a minute`;
  return `${callsCost(kind, calls.total)}${expectedMs === null ? "" : `, ${roughly(expectedMs)}${budget}`}`;
}
