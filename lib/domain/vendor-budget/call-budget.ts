import "server-only";
import type { z } from "zod";
import type { callBudget } from "@/lib/contract/juniper-access";
import type { CallLane } from "@/lib/vendors/http/admission";
import { readJuniperBudget } from "./juniper-budget";
import type { LaneReadOut } from "./read-out";

/** How Juniper's budget stands, as the contract tells it. Calls no vendor. Throws VendorError `not_connected`. */
export async function readCallBudget(): Promise<z.input<typeof callBudget>> {
  const { nextFreeAt, freeing, lanes, byWhom, frozenUntil, ...numbers } = await readJuniperBudget();
  return {
    ...numbers,
    nextFreeAt: textOf(nextFreeAt),
    freeing: freeing.map(({ until, ...rest }) => ({ ...rest, until: until.toISOString() })),
    lanes: laneTexts(lanes),
    byWhom: byWhom.map(({ lastAt, ...rest }) => ({ ...rest, lastAt: lastAt.toISOString() })),
    frozenUntil: textOf(frozenUntil),
  };
}

const textOf = (instant: Date | null) => instant?.toISOString() ?? null;

function laneTexts({ change, read, job }: Record<CallLane, LaneReadOut>) {
  const laneText = (lane: LaneReadOut) => ({ ...lane, nextAt: textOf(lane.nextAt) });
  return { change: laneText(change), read: laneText(read), job: laneText(job) };
}
