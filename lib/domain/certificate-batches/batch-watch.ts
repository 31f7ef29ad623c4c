import "server-only";
import { z } from "zod";
import { type Batch, batch, isMoving } from "@/lib/contract/batches";
import type { WatchEnd, WatchKind, WatchRules } from "@/lib/domain/watches/kind";
import type { SectigoClient } from "@/lib/vendors/sectigo/client";
import { lookAtBatches } from "./look-at-batches";

const minuteMs = 60_000;

/** What is kept of a batch under watch. */
const seenBatch = z.object({
  batch: batch.omit({ nextLookAt: true }),
  /** Null while only its name is known: the vendor's batches do not name the id that a search asks for. */
  certificateProfileId: z.number().int().nullable(),
  /** Whether it was read by itself once: rows of a search lack what such an answer has. */
  isWhole: z.boolean(),
});
export type SeenBatch = z.output<typeof seenBatch>;

/**
 * Real issuing takes minutes, so the first looks are close and the wait for news is at most about a third of the time
 * waited already.
 */
const pace = [
  { looks: 6, everyMs: 5_000 },
  { looks: 15, everyMs: 20_000 },
  { looks: 30, everyMs: minuteMs },
  { looks: Number.POSITIVE_INFINITY, everyMs: 5 * minuteMs },
];

/** Whatever needs a person at Sectigo may rest over a weekend; a batch that waits for longer is not waiting any more. */
const givesUpAfterMs = 3 * 24 * 60 * minuteMs;

/** The watch on certificate batches, as far as it needs no vendor. */
export const batchRules: WatchRules<SeenBatch> = {
  kind: "batch",
  seen: seenBatch,
  groupOf: (seen) => String(seen?.certificateProfileId ?? "unknown"),
  beganAt: ({ batch: { createdAt } }) => (createdAt === null ? null : new Date(createdAt)),
  merge: (before, now) => ({
    batch: {
      ...now.batch,
      profileName: now.batch.profileName ?? before?.batch.profileName ?? null,
      generatorParameters: now.batch.generatorParameters ?? before?.batch.generatorParameters ?? null,
    },
    certificateProfileId: now.certificateProfileId ?? before?.certificateProfileId ?? null,
    isWhole: now.isWhole || (before?.isWhole ?? false),
  }),
  isNews: (before, now) => stateOf(before.batch) !== stateOf(now.batch),
  isOver: (seen) => !isMoving(seen.batch),
  pace,
  givesUpAfterMs,
  told: (batchId, seen, end) => ({
    ...toldOf(`batch ${batchId}`, seen?.batch, end),
    href: `/batches/${batchId}`,
  }),
  event: (batchId) => ({ type: "batch", batchId: Number(batchId) }),
};

/** The watch on certificate batches. The client is asked for at each look: the vendor may not be connected. */
export function batchWatch(sectigo: () => SectigoClient): WatchKind<SeenBatch> {
  return {
    ...batchRules,
    async *look(reading, watched) {
      yield* lookAtBatches(reading, sectigo(), watched);
    },
  };
}

/** What open pages show of a batch that can change by itself. */
function stateOf({ vendorStatus, downloadable, active, rejectReason, rejectable, size }: Batch): string {
  return JSON.stringify([vendorStatus, downloadable, active, rejectReason, rejectable, size]);
}

interface Told {
  kind: "good" | "attention" | "failed";
  title: string;
  words: string;
}

/** What whoever ordered it is told. `subject` is how it is called without a name. */
function toldOf(subject: string, seen: Batch | undefined, end: WatchEnd): Told {
  const name = seen?.batchName || `${subject.charAt(0).toUpperCase()}${subject.slice(1)}`;
  if (end === "gone" || seen === undefined) {
    return {
      kind: "attention",
      title: `${name} is not to be found`,
      words: `Sectigo does not know ${subject} any more. Ask your Sectigo administrator.`,
    };
  }
  if (end === "given_up") {
    return {
      kind: "attention",
      title: `${name} needs attention`,
      words: `Sectigo has said “${seen.vendorStatus}” for three days. It is not looked at by itself any more: ask your Sectigo administrator${withOrder(seen)}.`,
    };
  }
  return seen.downloadable ? ready(name, seen) : notToBeHad(name, seen);
}

function ready(name: string, { statusClass, size }: Batch): Told {
  const certificates = `${size.toLocaleString("en")} ${size === 1 ? "certificate" : "certificates"}`;
  if (statusClass === "partly") {
    return {
      kind: "attention",
      title: `${name} was issued in part`,
      words: `The zip can be downloaded and holds what was issued of ${certificates}.`,
    };
  }
  return {
    kind: "good",
    title: `${name} is ready for download`,
    words: `Sectigo has issued ${certificates}.`,
  };
}

function notToBeHad(name: string, batch: Batch): Told {
  const { statusClass, vendorStatus, rejectReason } = batch;
  return {
    kind: statusClass === "failed" || statusClass === "rejected" ? "failed" : "attention",
    title: `${name} needs attention`,
    words: `Sectigo says “${vendorStatus || "No status"}”${rejectReason ? `: ${rejectReason}` : ""}, and there is no zip. The batch's page says what can be done.`,
  };
}

function withOrder({ orderNumber }: Batch): string {
  return orderNumber === null ? "" : `, with order ${orderNumber}`;
}
