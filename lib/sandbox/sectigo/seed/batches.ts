import type { SandboxSettings } from "../../control-contract";
import { DAY_MS, MINUTE_MS, SECOND_MS } from "../../kit/clock";
import { delayMsOf, pendingFrom, phase, readyFrom, timeline } from "../rules/timeline";
import type { Batch, BatchSource, Phase } from "../state";

/** Real issuing takes minutes. */
const ISSUED_AFTER_MS = 4 * MINUTE_MS;

interface BatchSeed {
  batchId: number;
  batchName: string;
  authorityId: number;
  size: number;
  ageDays: number;
  source?: BatchSource;
  /** From creation on; the clock of the start for those that are still pending. */
  phases: (createdAtMs: number, batchId: number) => Phase[];
}

function numbered(startValue: string, increment = "1"): BatchSource {
  return { kind: "generator", generatorId: 1, values: { startValue, increment } };
}

function prefixed(prefix: string, startValue: string, suffix = ""): BatchSource {
  const values = { prefix, startValue, increment: "1", width: "8", suffix };
  return { kind: "generator", generatorId: 2, values };
}

const fromCsrs: BatchSource = { kind: "forgotten_csr" };

const ready = (createdAtMs: number) => [pendingFrom(createdAtMs), readyFrom(createdAtMs + ISSUED_AFTER_MS)];

/** Some time after issuing it came to rest in this status. */
function ended(status: string, more: Partial<Phase> = {}) {
  return (createdAtMs: number) => [
    pendingFrom(createdAtMs),
    phase(createdAtMs + ISSUED_AFTER_MS, status, more),
  ];
}

const working = { active: true };
const downloadable = { downloadable: true };
const because = (rejectReason: string) => ({ rejectReason });

function seeds(settings: SandboxSettings["sectigo"]): readonly BatchSeed[] {
  const delay = (batchId: number) => delayMsOf(batchId, settings);
  const soonReady = (at: number, id: number) => timeline(at, delay(id), "ready");
  return [
    // The seed document's own batches, and the largest size it shows.
    {
      batchId: 33,
      batchName: "50k",
      authorityId: 11,
      size: 50_000,
      ageDays: 112,
      source: numbered("1"),
      phases: ready,
    },
    {
      batchId: 144,
      batchName: "my-batch-001",
      authorityId: 12,
      size: 1,
      ageDays: 71,
      source: fromCsrs,
      phases: ready,
    },
    {
      batchId: 186,
      batchName: "Example",
      authorityId: 11,
      size: 10,
      ageDays: 69,
      source: numbered("5"),
      phases: ready,
    },
    // Waiting, each with a future of its own.
    {
      batchId: 1025,
      batchName: "Meters line 7",
      authorityId: 11,
      size: 250,
      ageDays: 0,
      source: prefixed("MTR-", "470001"),
      phases: soonReady,
    },
    {
      batchId: 1024,
      batchName: "Trackers line 2",
      authorityId: 11,
      size: 120,
      ageDays: 0,
      source: prefixed("TRK-", "90001", ".eu"),
      phases: soonReady,
    },
    {
      batchId: 1023,
      batchName: "Status before download",
      authorityId: 11,
      size: 40,
      ageDays: 0,
      source: numbered("8800"),
      phases: (at, id) => timeline(at, delay(id), "ready_late"),
    },
    {
      batchId: 1022,
      batchName: "Will fail",
      authorityId: 12,
      size: 25,
      ageDays: 0,
      source: numbered("100"),
      phases: (at, id) => timeline(at, delay(id), "failed"),
    },
    {
      batchId: 1021,
      batchName: "Lab run 12",
      authorityId: 23,
      size: 5,
      ageDays: 0,
      source: numbered("12"),
      phases: soonReady,
    },
    // Ready by its status and yet not to be downloaded.
    {
      batchId: 1010,
      batchName: "Ready but withheld",
      authorityId: 11,
      size: 60,
      ageDays: 1,
      source: numbered("7000"),
      phases: ended("Ready for Download"),
    },
    // Every other word a batch has been seen with.
    {
      batchId: 1009,
      batchName: "Created by 20.7",
      authorityId: 11,
      size: 12,
      ageDays: 0.02,
      source: numbered("1200"),
      phases: ended("CREATED", working),
    },
    {
      batchId: 1008,
      batchName: "Processing by 20.7",
      authorityId: 12,
      size: 30,
      ageDays: 0.02,
      source: fromCsrs,
      phases: ended("PROCESSING", working),
    },
    {
      batchId: 1007,
      batchName: "Pumps intake",
      authorityId: 11,
      size: 300,
      ageDays: 0.05,
      source: prefixed("PMP-", "1"),
      phases: ended("Pending Creation", working),
    },
    {
      batchId: 1006,
      batchName: "Pumps intake 2",
      authorityId: 11,
      size: 300,
      ageDays: 0.05,
      source: prefixed("PMP-", "301"),
      phases: ended("Pending Issue", working),
    },
    {
      batchId: 1005,
      batchName: "Wrong class",
      authorityId: 11,
      size: 80,
      ageDays: 0.2,
      source: numbered("5100"),
      phases: ended("Processing Reject", working),
    },
    {
      batchId: 1004,
      batchName: "Stolen pallet",
      authorityId: 12,
      size: 96,
      ageDays: 40,
      source: fromCsrs,
      phases: ended("Processing Revoke", working),
    },
    {
      batchId: 612,
      batchName: "Meters second order",
      authorityId: 11,
      size: 5_000,
      ageDays: 590,
      source: prefixed("MTR-", "100001"),
      phases: (at) => [...ready(at), phase(at + 90 * DAY_MS, "Zip removed after expiration")],
    },
    {
      batchId: 611,
      batchName: "Meters first order",
      authorityId: 11,
      size: 4_000,
      ageDays: 680,
      source: prefixed("MTR-", "60001"),
      phases: (at) => [...ready(at), phase(at + 90 * DAY_MS, "REMOVED_AFTER_EXPIRATION")],
    },
    {
      batchId: 640,
      batchName: "Meters trial",
      authorityId: 14,
      size: 100,
      ageDays: 210,
      source: prefixed("SMT-", "1"),
      phases: ended("Rejected", because("Ordered twice by mistake")),
    },
    {
      batchId: 641,
      batchName: "meters trial (repeat)",
      authorityId: 14,
      size: 100,
      ageDays: 209,
      source: prefixed("SMT-", "1"),
      phases: ended("REJECTED", because("Duplicate common names")),
    },
    {
      batchId: 655,
      batchName: "Depot move",
      authorityId: 12,
      size: 64,
      ageDays: 180,
      source: fromCsrs,
      phases: ended("Revoked"),
    },
    {
      batchId: 656,
      batchName: "Depot move 2",
      authorityId: 12,
      size: 64,
      ageDays: 180,
      source: fromCsrs,
      phases: ended("REVOKED"),
    },
    {
      batchId: 657,
      batchName: "Depot move 3",
      authorityId: 12,
      size: 64,
      ageDays: 179,
      source: fromCsrs,
      phases: ended("Revocation Error", because("3 of 64 certificates could not be revoked")),
    },
    {
      batchId: 700,
      batchName: "Gateways pilot",
      authorityId: 17,
      size: 20,
      ageDays: 150,
      source: numbered("1"),
      phases: ended("Aborted"),
    },
    {
      batchId: 701,
      batchName: "Gateways pilot B",
      authorityId: 17,
      size: 20,
      ageDays: 149,
      source: numbered("21"),
      phases: ended("Broken", because("Signer certificate is not available")),
    },
    {
      batchId: 702,
      batchName: "Smart meters by CSR",
      authorityId: 14,
      size: 48,
      ageDays: 33,
      source: fromCsrs,
      phases: ended(
        "BROKEN",
        because("Cert subject name error: SubjectAlternativeName dNSName value is missing"),
      ),
    },
    {
      batchId: 703,
      batchName: "Night order",
      authorityId: 11,
      size: 500,
      ageDays: 12,
      source: numbered("40000"),
      phases: ended("FAILED", because("Issuing was interrupted")),
    },
    {
      batchId: 704,
      batchName: "Unsuited parameters",
      authorityId: 11,
      size: 15,
      ageDays: 11,
      source: numbered("300"),
      phases: ended("NOT_ACCEPTABLE"),
    },
    {
      batchId: 720,
      batchName: "Trackers relabeled",
      authorityId: 11,
      size: 1_000,
      ageDays: 25,
      source: prefixed("TRK-", "80001"),
      phases: ended("Batch Issued Partly", { ...downloadable, ...because("12 of 1000 certificates failed") }),
    },
    {
      batchId: 730,
      batchName: "Collected by the depot",
      authorityId: 11,
      size: 200,
      ageDays: 90,
      source: numbered("2000"),
      phases: ended("COLLECTED", downloadable),
    },
    {
      batchId: 731,
      batchName: "Countersigned",
      authorityId: 23,
      size: 3,
      ageDays: 6,
      source: numbered("77"),
      phases: ended("Awaiting Countersignature"),
    },
    // Ordinary ones, with names that file systems and headers do not like.
    {
      batchId: 740,
      batchName: 'Łódź / hall 3: "north"',
      authorityId: 11,
      size: 18,
      ageDays: 5,
      source: prefixed("LDZ-", "1"),
      phases: ready,
    },
    {
      batchId: 741,
      batchName: "../../meters",
      authorityId: 11,
      size: 6,
      ageDays: 5,
      source: numbered("1"),
      phases: ready,
    },
    {
      batchId: 742,
      batchName: "Sixty-four digits",
      authorityId: 23,
      size: 8,
      ageDays: 4,
      source: numbered("9".repeat(63), "1000"),
      phases: ready,
    },
    {
      batchId: 743,
      batchName: "Gateways by CSR",
      authorityId: 12,
      size: 24,
      ageDays: 3,
      source: fromCsrs,
      phases: ready,
    },
    {
      batchId: 744,
      batchName: "Cold chain refill",
      authorityId: 11,
      size: 750,
      ageDays: 2,
      source: prefixed("CCH-", "5001"),
      phases: ready,
    },
    {
      batchId: 745,
      batchName: "Legacy reorder",
      authorityId: 19,
      size: 1_000,
      ageDays: 320,
      source: numbered("1"),
      phases: ready,
    },
    {
      batchId: 746,
      batchName: "Trackers refill",
      authorityId: 11,
      size: 400,
      ageDays: 1,
      source: prefixed("TRK-", "89001"),
      phases: ready,
    },
  ];
}

/** At least one batch in every status anybody has reported; those of age 0 start pending. */
export function seedBatches(nowMs: number, settings: SandboxSettings["sectigo"]): Batch[] {
  return seeds(settings).map(({ ageDays, phases, source = fromCsrs, ...batch }) => {
    // Apart by seconds, so that sorting by date has one right answer.
    const createdAtMs = nowMs - ageDays * DAY_MS - (ageDays === 0 ? 0 : batch.batchId * SECOND_MS);
    return {
      ...batch,
      createdAtMs,
      userId: batch.batchId % 2 === 0 ? 3 : 13,
      source,
      phases: phases(createdAtMs, batch.batchId),
    };
  });
}
