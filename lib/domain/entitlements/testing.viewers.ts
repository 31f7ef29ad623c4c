import type { Sql } from "postgres";
import { entitlements } from "@/lib/contract/entitlements";
import { licenses } from "@/lib/contract/licenses";
import { randomFrom } from "@/lib/sandbox/kit/random";
import type { JuniperClient } from "@/lib/vendors/juniper/client";
import { groupComplianceOf } from "./compliance";
import { deviceComplianceOf } from "./device-compliance";
import { detailOf } from "./find";
import { readGroup } from "./group";
import { listOf } from "./list";
import { type juniperVendor, passTime } from "./testing";
import { validate } from "./validate";

// People who look at Juniper's licenses for an hour that passes in seconds: the database's times and the sandbox's clock
// are put forward together, and nobody waits.

const hourMs = 3_600_000;
/** Between two moments at which people do something. */
const stepMs = 30_000;
/** An open list asks again. */
const pollEveryMs = 60_000;

/** What people look at, and how long an answer to it is everybody's. */
const groupIds = ["GRP-77", "GRP-78"];
const checkedSsrns = ["152115129000", "152115129007"];
const groupFreshMs = 5 * 60_000;
const checkFreshMs = 60_000;

/** The least that can be asked in an hour in which everything is looked at all the time. */
export const floorOfAnHour =
  groupIds.length * Math.ceil(hourMs / groupFreshMs) + checkedSsrns.length * Math.ceil(hourMs / checkFreshMs);

export interface ViewersReport {
  /** What pages asked the console for. */
  questions: number;
  /** Requests to the vendor, signing in too. */
  calls: number;
  refusedByVendor: number;
  /** Answers that were older than they should be. */
  stale: number;
  /** The oldest group and the oldest check that anybody was given, in simulated time. */
  oldestGroupMs: number;
  oldestCheckMs: number;
}

type Vendor = Awaited<ReturnType<typeof juniperVendor>>;

/** So many people, half of them at each of two processes, for an hour. */
export async function viewersForAnHour(owner: Sql, vendor: Vendor, viewers: number): Promise<ViewersReport> {
  const clients: [JuniperClient, JuniperClient] = [vendor.juniper, vendor.another()];
  const random = randomFrom("viewers");
  const report = { questions: 0, stale: 0, oldestGroupMs: 0, oldestCheckMs: 0 };
  const callsBefore = vendor.sandbox.callCount();
  for (let nowMs = 0; nowMs < hourMs; nowMs += stepMs) {
    const asked = Array.from({ length: viewers }, (_, viewer) => ({
      reading: { requestId: `req_${viewer}`, askedBy: `viewer ${viewer}` },
      juniper: clients[viewer % 2 === 0 ? 0 : 1],
      groupId: groupIds[(viewer >> 1) % groupIds.length] ?? "",
      ssrn: random.pick(checkedSsrns),
      polls: (nowMs / stepMs + viewer) % (pollEveryMs / stepMs) === 0,
      opens: random.chance(0.1),
      checks: random.chance(0.1),
    }));
    await Promise.all(
      asked.map(async ({ reading, juniper, groupId, ssrn, polls, opens, checks }) => {
        const tell = (kind: "oldestGroupMs" | "oldestCheckMs", answeredAt: Date, because: unknown) => {
          report.questions += 1;
          if (because !== undefined) report.stale += 1;
          report[kind] = Math.max(report[kind], Date.now() - answeredAt.getTime());
        };
        if (polls) {
          const group = await readGroup(reading, juniper, { groupId });
          listOf(group, entitlements.list.query.parse({}), new Date());
          tell("oldestGroupMs", group.answeredAt, group.staleBecause);
        }
        if (opens) {
          const group = await readGroup(reading, juniper, { groupId });
          detailOf(group, group.entitlements[0]?.entitlementId ?? "", new Date());
          groupComplianceOf(group, new Date());
          deviceComplianceOf(group, licenses.deviceCompliance.query.parse({}), new Date());
          tell("oldestGroupMs", group.answeredAt, group.staleBecause);
        }
        if (checks) {
          const { answeredAt, staleBecause } = await validate(reading, juniper, { ssrn });
          tell("oldestCheckMs", answeredAt, staleBecause);
        }
      }),
    );
    await passTime(owner, stepMs);
    vendor.clock.advance(stepMs);
  }
  return {
    ...report,
    calls: vendor.sandbox.callCount() - callsBefore,
    refusedByVendor: vendor.sandbox.controls.report().calls.refused,
  };
}
