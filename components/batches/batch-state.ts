import type { StatusKind } from "@/components/ui/status-icon";
import { type Batch, isMoving } from "@/lib/contract/batches";

const kinds: Record<Batch["statusClass"], StatusKind> = {
  waiting: "waiting",
  ready: "ok",
  partly: "attention",
  expired: "neutral",
  rejected: "failed",
  revoked: "neutral",
  failed: "failed",
  collected: "ok",
  other: "unknown",
};

/** The icon beside the vendor's word. "Ready" without a download is not yet good news. */
export function kindOf({ statusClass, downloadable }: Batch): StatusKind {
  if (downloadable || (statusClass !== "ready" && statusClass !== "collected")) return kinds[statusClass];
  return statusClass === "ready" ? "waiting" : "neutral";
}

/** The vendor's own word; it may be missing. */
export const wordOf = ({ vendorStatus }: Batch) => vendorStatus || "No status";

/** What people call a batch: its name, else its number. */
export const nameOf = ({ batchName, batchId }: Batch) => batchName || `Batch ${batchId}`;

/** What stands in the place of the zip. `downloadable` decides, never the word (guide, Get detailed batch information). */
export function zipState(batch: Batch): "ready" | "not yet" | "gone" | "none" {
  if (batch.downloadable) return "ready";
  if (isMoving(batch)) return "not yet";
  return batch.statusClass === "expired" || batch.statusClass === "collected" ? "gone" : "none";
}

/** What a person should know and do about a batch. */
export interface Advice {
  kind: StatusKind;
  title: string;
  /** What it means. */
  meaning: string;
  /** What to do. */
  todo: string;
}

const askSectigo = (batch: Batch) =>
  `ask your Sectigo administrator, with ${batch.orderNumber === null ? `batch ${batch.batchId}` : `order ${batch.orderNumber}`}.`;

const reasonOf = (batch: Batch) =>
  batch.rejectReason ? `Sectigo says: ${batch.rejectReason}.` : "Sectigo gives no reason.";

const withoutDownload: Partial<Record<Batch["statusClass"], (batch: Batch) => Advice>> = {
  ready: (batch) => ({
    kind: "attention",
    title: "Ready by its status, but not to be downloaded",
    meaning: "Sectigo's flag for the download decides, and it says no. It often follows within a minute.",
    todo: `This page keeps asking. If it stays so, ${askSectigo(batch)}`,
  }),
  partly: (batch) => ({
    kind: "attention",
    title: "Not all certificates were issued, and there is no zip",
    meaning: reasonOf(batch),
    todo: `To have the rest, ${askSectigo(batch)}`,
  }),
  expired: () => ({
    kind: "neutral",
    title: "The zip is gone",
    meaning:
      "Sectigo keeps a zip for a limited time and has removed this one. Its certificates stay valid; keys that were generated for them cannot be had again.",
    todo: "Look for a copy that was downloaded before. If there is none, order the certificates again.",
  }),
  collected: () => ({
    kind: "neutral",
    title: "The zip was collected and is no longer offered",
    meaning: "Somebody has downloaded it, and Sectigo hands it out no more.",
    todo: "Ask who downloaded it: the activity names downloads through Muniment.",
  }),
  rejected: (batch) => ({
    kind: "failed",
    title: "The batch was rejected",
    meaning: reasonOf(batch),
    todo: "Nothing of it will be issued. Mend what the reason names and order a new batch.",
  }),
  revoked: () => ({
    kind: "attention",
    title: "The certificates of this batch are revoked",
    meaning: "Whoever checks revocation refuses devices that carry them.",
    todo: "Order a new batch for devices that are still in use.",
  }),
  failed: (batch) => ({
    kind: "failed",
    title: `The batch ended as “${wordOf(batch)}”`,
    meaning: `${reasonOf(batch)} Nothing more happens by itself.`,
    todo: `Mend what is named and order a new batch. If nothing is named, ${askSectigo(batch)}`,
  }),
  other: (batch) => ({
    kind: "unknown",
    title: `“${wordOf(batch)}” is not in Sectigo's documents`,
    meaning: "The batch cannot be downloaded, and it is not known to be waiting. It may have failed.",
    todo: `To learn what it waits for, ${askSectigo(batch)}`,
  }),
};

/** What needs a person; nothing while the batch is waiting or can be downloaded whole. */
export function adviceFor(batch: Batch): Advice | undefined {
  if (batch.needsAttention) return withoutDownload[batch.statusClass]?.(batch);
  if (batch.statusClass !== "partly") return undefined;
  return {
    kind: "attention",
    title: "Not all certificates were issued",
    meaning: reasonOf(batch),
    todo: "The zip holds those that were. Order the missing ones as a new batch.",
  };
}
