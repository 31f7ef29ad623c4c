import type { Readable } from "node:stream";
import type { AuditAction } from "@/lib/contract/audit-actions";
import type { JobInput, JobKindName, JobPlan } from "@/lib/contract/job-kinds";
import type { RowState } from "@/lib/contract/jobs";
import type { AuditSubject } from "@/lib/contract/operation";
import type { Note } from "@/lib/operations/perform";
import type { RecordsPermit } from "@/lib/operations/records-permit";
import type { Permit, Reading } from "@/lib/vendors/http/permit";

// What a capability says of its work. The engine does the rest: freezing, leases, the gate, budgets, outcomes, files.

/** One target as it is frozen. */
export interface PlannedRow {
  /** Place in the list, unique and above 0; the line number for a file. */
  ordinal: number;
  /** What people call it: a RoT UID, a serial number; the text of a line that cannot be read. At most 500 characters. */
  target: string;
  /** What is special to this row, where rows differ; `does` and `send` get it back. */
  input?: string;
  /** Why it cannot be carried out, or need not: a whole sentence. Such a row is never sent. */
  skip?: string;
}

/** A frozen row on its way to the vendor. */
export interface Row {
  ordinal: number;
  target: string;
  input: string | null;
}

/** What became of one row. `words` say why it failed, or what it waits for. */
export interface RowOutcome {
  state: Extract<RowState, "done" | "accepted" | "waiting" | "failed" | "unknown" | "skipped">;
  words?: string;
}

/** What became of a call: one outcome for its rows, and those that differ, by ordinal. */
export interface CallOutcome extends RowOutcome {
  /** What the vendor answered, for the result file. Never a secret. */
  answer?: string;
  apart?: ReadonlyMap<number, RowOutcome>;
}

/** Nobody can say yet what became of rows whose answer was lost. The job waits, and they are looked up again. */
export class NotYet extends Error {
  /** How long it takes until somebody can. */
  readonly afterMs: number;

  constructor(words: string, afterMs: number) {
    super(words);
    this.name = "NotYet";
    this.afterMs = afterMs;
  }
}

/** What the vendor says of rows whose answer was lost, or that wait: "not_done" rows may be sent (again). */
export type LookedUp = ReadonlyMap<number, RowOutcome | "not_done">;

export interface Counts {
  /** Rows that will be carried out. */
  planned: number;
  skipped: number;
}

/** Where targets come from when they are many. Pages may come slowly; each is frozen before the next is asked for. */
export type RowPages = AsyncIterable<readonly PlannedRow[]>;

interface Described<Kind extends JobKindName> {
  kind: Kind;
  /** One line without the number: the engine adds "to 1,204 devices". */
  title(input: JobInput<Kind>, targets: string): string;
  /** What the rows share, for people. */
  facts(input: JobInput<Kind>): { label: string; value: string }[];
}

/** A job on targets. Every function is pure but for the vendor it asks. */
export interface RowsKind<Kind extends JobKindName = JobKindName> extends Described<Kind> {
  makes: "rows";
  /** The act each call is, in the audit history. */
  action: AuditAction;
  unit(plan: Extract<JobPlan, { kind: Kind }>): { one: string; many: string };
  /** Rows one call carries at most. */
  rowsPerCall: number;
  /** What the rows of one call have to have in common, where a call cannot carry any rows together. */
  commonOf?(this: void, row: PlannedRow): string;
  /** Calls on their way at the same time, over all processes. */
  callsAtOnce: number;
  /** "later" when the vendor takes the order and finishes it by itself. */
  finishes?: "now" | "later";
  /** What follows from it, as the dialog of a single act would say. */
  consequence(input: JobInput<Kind>, counts: Counts): string;
  /** What is done to one row, in two or three words. */
  does(input: JobInput<Kind>, row: Pick<Row, "target" | "input">): string;
  /** What a call is about, in the audit history. */
  subject(input: JobInput<Kind>, rows: readonly Row[]): AuditSubject;
  /** Why, in the starter's own words, where the kind asks for it: stands in every audit row of the job. */
  statedReason?(input: JobInput<Kind>): string;
  /** The targets, for everything but a file. */
  collect(reading: Reading, plan: Extract<JobPlan, { kind: Kind }>): RowPages;
  /** The targets of a file, in any order; a line that cannot be used is a skipped row. @throws Refusal for what is no such file */
  readFile?(file: Readable, plan: Extract<JobPlan, { kind: Kind }>): RowPages;
  /**
   * Looks once at what all rows have in common, before they are judged. What it gives stands in the input from then on:
   * the plan tells it as it was when it was made.
   */
  survey?(reading: Reading, input: JobInput<Kind>): Promise<Record<string, unknown>>;
  /**
   * Looks at rows before they are frozen, and gives those that cannot or need not be done a `skip`.
   * @param plannedBefore how many rows before these will be carried out, 0 unless said
   */
  judge?(
    reading: Reading,
    input: JobInput<Kind>,
    rows: readonly PlannedRow[],
    plannedBefore?: number,
  ): Promise<readonly PlannedRow[]>;
  /**
   * Carries rows out in one call. A VendorError is understood by the engine: throw it on. A Refusal of ours fails the
   * rows with its words; `outcome_unknown` puts them in doubt.
   */
  send(permit: Permit, input: JobInput<Kind>, rows: readonly Row[], note: Note): Promise<CallOutcome>;
  /**
   * What is done about rows whose answer was lost: "repeat" where the vendor's document makes repeating harmless,
   * "look" to ask with `lookUp` first, "ask" to leave them to a person.
   */
  ifLost: "repeat" | "look" | "ask";
  /**
   * Required for "look", and for rows that wait: it is asked again, with back-off, until none waits.
   * @throws NotYet while nobody can tell because the answer may still come
   */
  lookUp?(reading: Reading, input: JobInput<Kind>, rows: readonly Row[]): Promise<LookedUp>;
  /** A refused call of several rows is cut in halves until the rows at fault are found: set where a refusal is of the whole call. */
  splits: boolean;
}

/** A job on our own records: each chunk and its outcome are one transaction, so nothing can be lost or done twice. */
export interface RecordsKind<Kind extends JobKindName = JobKindName>
  extends Omit<RowsKind<Kind>, "send" | "ifLost" | "lookUp" | "splits" | "finishes" | "makes"> {
  makes: "records";
  change(
    permit: RecordsPermit,
    input: JobInput<Kind>,
    rows: readonly Row[],
    note: Note,
  ): Promise<CallOutcome>;
}

/** One page of a list on its way into a file. */
export interface FilePage {
  items: readonly Record<string, unknown>[];
  /** Where the next page begins; null at the end. */
  next: unknown;
  /** How many rows the whole list has, as far as that is known. */
  total?: number;
}

/** A job that reads a list to its end and keeps it as a file. */
export interface FileKind<Kind extends JobKindName = JobKindName> extends Described<Kind> {
  makes: "file";
  unit: { one: string; many: string };
  /** Stem of the file's name: "devices". */
  fileStem: string;
  /** Which moment the rows are of: one sentence. */
  contents: string;
  /** The columns of a CSV file, in their order. */
  columns: readonly string[];
  /** Size of the list and of its pages, for the plan. @throws VendorError */
  measure(
    reading: Reading,
    input: JobInput<Kind>,
  ): Promise<{ rows: number; pages: number; input?: JobInput<Kind> }>;
  /** Reads one page. The first cursor is null. */
  page(reading: Reading, input: JobInput<Kind>, cursor: unknown): Promise<FilePage>;
}

// biome-ignore lint/suspicious/noExplicitAny: a kind's functions take its own input, so only `any` admits them all.
type Any = any;
export type AnyJobKind = RowsKind<Any> | RecordsKind<Any> | FileKind<Any>;

/** The kinds by name, as a process knows them. */
export type JobKinds = Readonly<Partial<Record<JobKindName, AnyJobKind>>>;
