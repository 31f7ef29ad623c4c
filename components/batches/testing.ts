import type { Batch } from "@/lib/contract/batches";

/** A batch that is ready, changed as a test needs it. */
export const sampleBatch = (changes: Partial<Batch> = {}): Batch => ({
  batchId: 186,
  orderNumber: 398,
  batchName: "Example",
  profileName: "ECC Device Certificate",
  size: 10,
  createdAt: "2026-09-14T16:45:00.000Z",
  vendorStatus: "Ready for Download",
  statusClass: "ready",
  downloadable: true,
  needsAttention: false,
  active: false,
  rejectReason: null,
  rejectable: false,
  generatorParameters: { startValue: "5", increment: "1" },
  userId: 3,
  ...changes,
});
