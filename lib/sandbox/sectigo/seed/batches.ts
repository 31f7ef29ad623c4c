import type { BatchOutcome, SandboxSettings } from "../../control-contract";
import { DAY_MS, MINUTE_MS, SECOND_MS } from "../../kit/clock";
import { delayMsOf, pendingFrom, phase, readyFrom, timeline } from "../rules/timeline";
import type { Batch, BatchSource, Phase } from "../state";

/** Real issuing takes minutes. */
const ISSUED_AFTER_MS = 4 * MINUTE_MS;
const ZIP_LIFE_MS = 90 * DAY_MS;

/** From creation on. */
type Phases = (createdAtMs: number, batchId: number) => Phase[];

/** A table rather than objects: with three dozen rows, their differences should meet the eye. */
type BatchSeed = readonly [
  batchId: number,
  batchName: string,
  authorityId: number,
  size: number,
  ageDays: number,
  source: BatchSource,
  phases: Phases,
];

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
const failed = (status: string, rejectReason: string) => ended(status, { rejectReason });
const issuedPartly = ended("Batch Issued Partly", {
  downloadable: true,
  rejectReason: "12 of 1000 certificates failed",
});

/** Delivered for a quarter of a year, then cleared away. */
function expired(status: string): Phases {
  return (createdAtMs) => [...ready(createdAtMs), phase(createdAtMs + ZIP_LIFE_MS, status)];
}

function seeds(settings: SandboxSettings["sectigo"]): readonly BatchSeed[] {
  /** Pending at the start, and soon what the outcome says. */
  const coming =
    (outcome: BatchOutcome): Phases =>
    (at, id) =>
      timeline(at, delayMsOf(id, settings), outcome);
  return [
    // The seed document's own batches, and the largest size it shows.
    [33, "50k", 11, 50_000, 112, numbered("1"), ready],
    [144, "my-batch-001", 12, 1, 71, fromCsrs, ready],
    [186, "Example", 11, 10, 69, numbered("5"), ready],
    // Waiting, each with a future of its own.
    [1025, "Meters line 7", 11, 250, 0, prefixed("MTR-", "470001"), coming("ready")],
    [1024, "Trackers line 2", 11, 120, 0, prefixed("TRK-", "90001", ".eu"), coming("ready")],
    [1023, "Status before download", 11, 40, 0, numbered("8800"), coming("ready_late")],
    [1022, "Will fail", 12, 25, 0, numbered("100"), coming("failed")],
    [1021, "Lab run 12", 23, 5, 0, numbered("12"), coming("ready")],
    // Ready by its status and yet not to be downloaded.
    [1010, "Ready but withheld", 11, 60, 1, numbered("7000"), ended("Ready for Download")],
    // Every other word a batch has been seen with.
    [1009, "Created by 20.7", 11, 12, 0.02, numbered("1200"), ended("CREATED", working)],
    [1008, "Processing by 20.7", 12, 30, 0.02, fromCsrs, ended("PROCESSING", working)],
    [1007, "Pumps intake", 11, 300, 0.05, prefixed("PMP-", "1"), ended("Pending Creation", working)],
    [1006, "Pumps intake 2", 11, 300, 0.05, prefixed("PMP-", "301"), ended("Pending Issue", working)],
    [1005, "Wrong class", 11, 80, 0.2, numbered("5100"), ended("Processing Reject", working)],
    [1004, "Stolen pallet", 12, 96, 40, fromCsrs, ended("Processing Revoke", working)],
    [
      612,
      "Meters second order",
      11,
      5_000,
      590,
      prefixed("MTR-", "100001"),
      expired("Zip removed after expiration"),
    ],
    [
      611,
      "Meters first order",
      11,
      4_000,
      680,
      prefixed("MTR-", "60001"),
      expired("REMOVED_AFTER_EXPIRATION"),
    ],
    [
      640,
      "Meters trial",
      14,
      100,
      210,
      prefixed("SMT-", "1"),
      failed("Rejected", "Ordered twice by mistake"),
    ],
    [
      641,
      "meters trial (repeat)",
      14,
      100,
      209,
      prefixed("SMT-", "1"),
      failed("REJECTED", "Duplicate common names"),
    ],
    [655, "Depot move", 12, 64, 180, fromCsrs, ended("Revoked")],
    [656, "Depot move 2", 12, 64, 180, fromCsrs, ended("REVOKED")],
    [
      657,
      "Depot move 3",
      12,
      64,
      179,
      fromCsrs,
      failed("Revocation Error", "3 of 64 certificates could not be revoked"),
    ],
    [700, "Gateways pilot", 17, 20, 150, numbered("1"), ended("Aborted")],
    [
      701,
      "Gateways pilot B",
      17,
      20,
      149,
      numbered("21"),
      failed("Broken", "Signer certificate is not available"),
    ],
    [
      702,
      "Smart meters by CSR",
      14,
      48,
      33,
      fromCsrs,
      failed("BROKEN", "Cert subject name error: SubjectAlternativeName dNSName value is missing"),
    ],
    [703, "Night order", 11, 500, 12, numbered("40000"), failed("FAILED", "Issuing was interrupted")],
    [704, "Unsuited parameters", 11, 15, 11, numbered("300"), ended("NOT_ACCEPTABLE")],
    [720, "Trackers relabeled", 11, 1_000, 25, prefixed("TRK-", "80001"), issuedPartly],
    [730, "Collected by the depot", 11, 200, 90, numbered("2000"), ended("COLLECTED", downloadable)],
    [731, "Countersigned", 23, 3, 6, numbered("77"), ended("Awaiting Countersignature")],
    // Ordinary ones, with names that file systems and headers do not like.
    [740, 'Łódź / hall 3: "north"', 11, 18, 5, prefixed("LDZ-", "1"), ready],
    [741, "../../meters", 11, 6, 5, numbered("1"), ready],
    [742, "Sixty-four digits", 23, 8, 4, numbered("9".repeat(63), "1000"), ready],
    [743, "Gateways by CSR", 12, 24, 3, fromCsrs, ready],
    [744, "Cold chain refill", 11, 750, 2, prefixed("CCH-", "5001"), ready],
    [745, "Legacy reorder", 19, 1_000, 320, numbered("1"), ready],
    [746, "Trackers refill", 11, 400, 1, prefixed("TRK-", "89001"), ready],
  ];
}

/** At least one batch in every status anybody has reported; those of age 0 start pending. */
export function seedBatches(nowMs: number, settings: SandboxSettings["sectigo"]): Batch[] {
  return seeds(settings).map(([batchId, batchName, authorityId, size, ageDays, source, phases]) => {
    // Apart by seconds, so that sorting by date has one right answer.
    const createdAtMs = nowMs - ageDays * DAY_MS - (ageDays === 0 ? 0 : batchId * SECOND_MS);
    const userId = batchId % 2 === 0 ? 3 : 13;
    const identity = { batchId, batchName, authorityId, size, userId, createdAtMs };
    return { ...identity, source, phases: phases(createdAtMs, batchId) };
  });
}
