import { jobKinds } from "@/lib/contract/job-kinds";
import type { Job } from "@/lib/contract/jobs";
import { roughly } from "./counting";
import { callsCost } from "./progress";
import { vendorOf } from "./vendor";

/**
 * What a plan costs: "13 calls to u-blox, about 4 min at 60 calls a minute". Where the vendor allows only so many calls
 * in an hour: "400 calls to Juniper, of which 212 may go now, about 2 h at 300 calls an hour for everybody".
 */
export function costText({ kind, calls, cost }: Pick<Job, "kind" | "calls" | "cost">): string {
  const vendor = vendorOf(kind);
  const asksNobody = vendor === undefined && jobKinds[kind].makes === "file";
  if (asksNobody || calls.total === 0) return `No call to ${vendor ?? "a vendor"}`;
  const { callsPerMinute, expectedMs, hourly } = cost;
  if (hourly !== null && expectedMs !== null) {
    const { leftNow, limit } = hourly;
    const spared = leftNow >= calls.total;
    const now = spared
      ? ` of ${leftNow.toLocaleString("en-US")} that may go now`
      : `, of which ${leftNow === 0 ? "none" : leftNow.toLocaleString("en-US")} may go now`;
    const pace = spared ? "" : ` at ${limit.toLocaleString("en-US")} calls an hour for everybody`;
    return `${callsCost(kind, calls.total)}${now}, ${roughly(expectedMs)}${pace}`;
  }
  const budget =
    callsPerMinute === null
      ? ""
      : ` at ${callsPerMinute.toLocaleString("en-US")} ${callsPerMinute === 1 ? "call" : "calls"} a minute`;
  return `${callsCost(kind, calls.total)}${expectedMs === null ? "" : `, ${roughly(expectedMs)}${budget}`}`;
}
