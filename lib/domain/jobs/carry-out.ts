import "server-only";
import type { Actor } from "@/lib/access/actor";
import { jobKinds } from "@/lib/contract/job-kinds";
import type { JobReason } from "@/lib/contract/jobs";
import { Refusal } from "@/lib/contract/problem";
import { db, type Transaction } from "@/lib/db/connection";
import { newId } from "@/lib/db/ids";
import { isDatabaseTrouble } from "@/lib/db/trouble";
import { isShortBudget } from "@/lib/domain/vendor-budget/short-budget";
import { logger } from "@/lib/log";
import { type Act, performAtVendor, performInRecords } from "@/lib/operations/perform";
import { VendorError, type VendorErrorKind } from "@/lib/vendors/http/vendor-error";
import { type Claim, rowsOf } from "./claim";
import { type CallOutcome, NotYet, type RecordsKind, type Row, type RowOutcome, type RowsKind } from "./kind";
import type { JobRecord, Why } from "./record";
import { Fenced, giveBack, lose, settle, settleApart, split } from "./settle";
import type { Wait } from "./state-changes";

/** What follows for the job from how a call ended. */
export type Consequence =
  | { go: "on" }
  /** The vendor is away, or we are, or its calls are used up: try again after a while, not sooner than asked. */
  | ({ go: "wait" } & Wait)
  /** Somebody has to do something first. */
  | { go: "pause" | "stop"; code: JobReason; words: string };

const onward: Consequence = { go: "on" };

/** Trouble that passes by itself. */
const passing: ReadonlySet<VendorErrorKind> = new Set(["busy", "unavailable", "timeout", "connection_lost"]);

/** A no to what was asked. Any other failure of a change says something of the vendor, and of every row alike. */
const aboutRows: ReadonlySet<VendorErrorKind> = new Set(["refused", "not_found"]);

/** Carries the rows of one claimed chunk out at a vendor, and writes down what came of it. @throws Fenced */
export async function carryOut(
  job: JobRecord,
  kind: RowsKind,
  actor: Actor,
  claim: Claim,
  mayBegin: () => boolean,
): Promise<Consequence> {
  let rows = await rowsOf(claim);
  if (claim.inDoubt) {
    const found = await recover(job, kind, claim, rows);
    if ("go" in found) return found;
    rows = found.rows;
  }
  if (rows.length === 0) {
    await db().transaction((tx) => settle(tx, claim, rows, { state: "done" }));
    return onward;
  }
  let outcome: CallOutcome;
  try {
    const act = actOf(job, kind, actor, claim, rows, mayBegin);
    outcome = await performAtVendor(act, kind.finishes ?? "now", (permit, note) => {
      note({ chunk: claim.ordinal, rows: rows.length, firstRow: claim.firstRow, lastRow: claim.lastRow });
      return kind.send(permit, job.input as never, rows, note);
    });
  } catch (error) {
    return await understand(error, kind, claim, rows);
  }
  // When the database is away now, the claim runs out and whoever comes next finds the rows in doubt.
  await db().transaction((tx) => settle(tx, claim, rows, outcome));
  return onward;
}

/** Carries the rows of one claimed chunk out in our own records, in one transaction with their outcome. @throws Fenced */
export async function carryOutInRecords(
  job: JobRecord,
  kind: RecordsKind,
  actor: Actor,
  claim: Claim,
): Promise<Consequence> {
  const rows = await rowsOf(claim);
  try {
    const act = actOf(job, kind, actor, claim, rows);
    await performInRecords(act, async (permit, note) => {
      note({ chunk: claim.ordinal, rows: rows.length });
      await settle(permit.tx, claim, rows, await kind.change(permit, job.input as never, rows, note));
    });
    return onward;
  } catch (error) {
    // What the database could not commit did not happen: whoever claims the chunk next does it.
    if (error instanceof Fenced || isDatabaseTrouble(error)) throw error;
    return await understandRecords(error, claim, rows);
  }
}

async function understandRecords(error: unknown, claim: Claim, rows: readonly Row[]): Promise<Consequence> {
  if (!(error instanceof Refusal)) return await breakDown(error, claim, giveBack);
  if (error.code === "forbidden") return await refusedByGate(error, claim, giveBack);
  await db().transaction((tx) => settle(tx, claim, rows, { state: "failed", words: error.words.detail }));
  return onward;
}

/** The gate's own ways to say no; every other Refusal is a rule's, about the rows. */
const ofTheGate: ReadonlySet<string> = new Set(["forbidden", "audit_unavailable"]);

/** Nothing was sent: the gate refused. */
async function refusedByGate(
  { code, words: { detail } }: Refusal,
  claim: Claim,
  release: Release,
): Promise<Consequence> {
  await db().transaction((tx) => release(tx, claim));
  return code === "forbidden"
    ? { go: "stop", code: "starter", words: detail }
    : { go: "wait", code: "vendor_away", words: detail, askedMs: 0 };
}

/** What becomes of a chunk that was not settled. */
type Release = (tx: Transaction, claim: Claim) => Promise<void>;

const loseIt: Release = (tx, claim) => lose(tx, claim, sentAndLost);

/** For a chunk that was not sent now. What was sent before and is repeated unseen stays in doubt. */
function releaseUnsent(kind: RowsKind, claim: Claim): Release {
  return claim.inDoubt && kind.ifLost === "repeat" ? loseIt : giveBack;
}

/** A mistake of ours. */
export async function breakDown(error: unknown, claim: Claim, release: Release): Promise<Consequence> {
  logger().error(
    { error, requestId: claim.requestId, chunk: claim.ordinal },
    "a chunk could not be carried out",
  );
  await db().transaction((tx) => release(tx, claim));
  return { go: "pause", ...ourMistake };
}

export const ourMistake: Why = {
  code: "internal",
  words: "Something went wrong here, not at the vendor. The log of this installation says what.",
};

function actOf(
  job: JobRecord,
  kind: RowsKind | RecordsKind,
  actor: Actor,
  claim: Claim,
  rows: readonly Row[],
  mayBegin?: () => boolean,
): Act {
  return {
    actor,
    action: kind.action,
    permission: jobKinds[kind.kind].permission,
    subject: kind.subject(job.input as never, rows),
    statedReason: kind.statedReason?.(job.input as never),
    requestId: claim.requestId,
    jobId: job.id,
    mayBegin,
  };
}

/** Finds out about rows that were sent before and whose answer is not known. @returns those that are to be sent */
async function recover(
  job: JobRecord,
  kind: RowsKind,
  claim: Claim,
  rows: Row[],
): Promise<{ rows: Row[] } | Consequence> {
  if (kind.ifLost === "repeat" || rows.length === 0) return { rows };
  if (kind.ifLost === "ask" || kind.lookUp === undefined) {
    await db().transaction((tx) => settle(tx, claim, rows, { state: "unknown", words: nobodyKnows }));
    return onward;
  }
  try {
    const askedBy = job.startedBy ?? undefined;
    const reading = { requestId: newId("req"), background: true, ...(askedBy && { askedBy }) };
    const found = await kind.lookUp(reading, job.input as never, rows);
    const known = new Map<number, RowOutcome>();
    for (const { ordinal } of rows) {
      const outcome = found.get(ordinal) ?? { state: "unknown" as const, words: nobodyKnows };
      if (outcome !== "not_done") known.set(ordinal, outcome);
    }
    await db().transaction((tx) => settleApart(tx, claim, known));
    return { rows: rows.filter(({ ordinal }) => !known.has(ordinal)) };
  } catch (error) {
    if (error instanceof Fenced || isDatabaseTrouble(error)) throw error;
    if (!(error instanceof VendorError || error instanceof NotYet))
      return await breakDown(error, claim, loseIt);
    await db().transaction((tx) => loseIt(tx, claim));
    if (error instanceof NotYet) {
      return { go: "wait", code: "answer_lost", words: error.message, askedMs: error.afterMs };
    }
    return consequenceOf(error) ?? { go: "pause", code: "vendor_denied", words: wordsOf(error) };
  }
}

const sentAndLost = "It was sent and the answer was lost. It is looked up before anything is sent again.";
const nobodyKnows =
  "It was sent and the answer was lost. Nobody can say from here whether it was carried out.";

async function understand(
  error: unknown,
  kind: RowsKind,
  claim: Claim,
  rows: readonly Row[],
): Promise<Consequence> {
  const release = releaseUnsent(kind, claim);
  if (error instanceof Refusal && ofTheGate.has(error.code))
    return await refusedByGate(error, claim, release);
  if (error instanceof Refusal) return await refusedByRule(error, kind, claim, rows);
  // It may have come after the vendor acted.
  if (!(error instanceof VendorError)) return await breakDown(error, claim, loseIt);
  if (error.mayHaveActed) {
    await db().transaction((tx) =>
      kind.ifLost === "ask"
        ? settle(tx, claim, rows, { state: "unknown", words: nobodyKnows })
        : loseIt(tx, claim),
    );
    return consequenceOf(error) ?? waitFor(error);
  }
  const consequence = consequenceOf(error) ?? (aboutRows.has(error.kind) ? undefined : waitFor(error));
  if (consequence !== undefined) {
    await db().transaction((tx) => release(tx, claim));
    return consequence;
  }
  if (kind.splits && rows.length > 1) {
    await db().transaction((tx) => split(tx, claim, rows));
  } else {
    const refused: CallOutcome = { state: "failed", words: wordsOf(error), answer: error.vendorText };
    await db().transaction((tx) => settle(tx, claim, rows, refused));
  }
  return onward;
}

/** Something stands against these rows, or it was carried out and could not be kept. */
async function refusedByRule(
  { code, words: { detail } }: Refusal,
  kind: RowsKind,
  claim: Claim,
  rows: readonly Row[],
): Promise<Consequence> {
  await db().transaction((tx) => {
    if (code !== "outcome_unknown") return settle(tx, claim, rows, { state: "failed", words: detail });
    return kind.ifLost === "look"
      ? loseIt(tx, claim)
      : settle(tx, claim, rows, { state: "unknown", words: detail });
  });
  return onward;
}

/** What trouble with the vendor itself means for the whole job; undefined when only this call was refused. */
export function consequenceOf(error: VendorError): Consequence | undefined {
  if (passing.has(error.kind)) return waitFor(error);
  // The lease ran out, or the process is ending: whoever comes next goes on.
  if (error.kind === "aborted") return onward;
  if (error.kind === "denied" || error.kind === "not_connected") {
    return { go: "pause", code: "vendor_denied", words: wordsOf(error) };
  }
  return undefined;
}

function waitFor(error: VendorError): Consequence {
  if (isShortBudget(error)) return waitForCalls(error.retryAfterMs);
  return { go: "wait", code: "vendor_away", words: wordsOf(error), askedMs: error.retryAfterMs ?? 0 };
}

/** The hour's calls are used up: nothing failed, and it is known when the next one may go. */
export function waitForCalls(askedMs: number): Consequence {
  const words = "The calls that the vendor allows in an hour are used up. Nothing was sent meanwhile.";
  return { go: "wait", code: "vendor_budget", words, askedMs };
}

export function wordsOf(error: VendorError): string {
  const said = error.vendorText === undefined ? error.detail : `“${error.vendorText}”`;
  const because = said === undefined ? "." : `: ${said}`;
  const what: Record<VendorErrorKind, string> = {
    not_connected: "The vendor is not connected",
    refused: "The vendor refused it",
    denied: "The vendor does not accept our credentials or rights",
    not_found: "The vendor knows no such thing",
    busy: "The vendor asks us to slow down",
    unavailable: "The vendor is not available",
    timeout: "The vendor did not answer in time",
    connection_lost: "The connection to the vendor broke",
    bad_answer: "The vendor's answer could not be understood",
    too_large: "The vendor's answer is too large",
    aborted: "It was not begun",
  };
  return `${what[error.kind]}${because}`;
}
