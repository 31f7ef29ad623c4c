import { sql } from "drizzle-orm";
import type { TransactionSql } from "postgres";
import type { Permit } from "@/lib/vendors/http/permit";
import { VendorError, type VendorErrorFields } from "@/lib/vendors/http/vendor-error";
import type {
  CallOutcome,
  FileKind,
  FilePage,
  LookedUp,
  PlannedRow,
  RecordsKind,
  Row,
  RowsKind,
} from "./kind";

/** A call as the vendor of a test sees it. */
export interface VendorCall {
  permit: Permit;
  rows: readonly Row[];
  /** Does what was asked for, for all rows of the call. */
  carryOut(): void;
}

export type Reply = (call: VendorCall) => CallOutcome | Promise<CallOutcome>;

export function vendorError(fields: Partial<VendorErrorFields>): VendorError {
  return new VendorError({
    kind: "refused",
    vendor: "ublox",
    call: "POST /tag/assign",
    requestId: "req_test",
    mayHaveActed: false,
    ...fields,
  });
}

/** What a vendor may do when it is called. */
export const replies = {
  done: ({ carryOut }) => {
    carryOut();
    return { state: "done", answer: "OK" };
  },
  bug: () => {
    throw new TypeError("undefined is not a function");
  },
} satisfies Record<string, Reply>;

/** Answers with an error without having done anything. */
export function fails(fields: Partial<VendorErrorFields>): Reply {
  return () => {
    throw vendorError(fields);
  };
}

export const refuses = (vendorText: string) => fails({ kind: "refused", status: 400, vendorText });

/** The call went out and no good answer came back; `acted` says what nobody here can know. */
export function losesAnswer(acted: boolean, kind: VendorErrorFields["kind"] = "timeout"): Reply {
  return ({ carryOut }) => {
    if (acted) carryOut();
    throw vendorError({ kind, mayHaveActed: true });
  };
}

export interface Hanging {
  reply: Reply;
  /** Settles when the call has arrived. */
  arrived: Promise<VendorCall>;
  /** Has the vendor answer. */
  release(then?: Reply): void;
}

/** A call that is not answered before it is released; it may never be. */
export function hangs(): Hanging {
  const arrived = Promise.withResolvers<VendorCall>();
  const released = Promise.withResolvers<Reply>();
  return {
    reply: async (call) => {
      arrived.resolve(call);
      return (await released.promise)(call);
    },
    arrived: arrived.promise,
    release: (then = replies.done) => released.resolve(then),
  };
}

/** A vendor within the process that keeps a record of what it was asked and of what it has done. */
export class RecordingVendor {
  /** How often each target was carried out. */
  readonly carriedOut = new Map<string, number>();
  readonly calls: { requestId: string; targets: string[] }[] = [];
  readonly lookedUp: string[][] = [];
  readonly #next: Reply[] = [];
  readonly #always = new Map<string, Reply>();
  /** What it says of rows it is asked about; by default what is true. */
  onLookUp: (rows: readonly Row[]) => LookedUp | Promise<LookedUp> = (rows) => this.truth(rows);

  /** What it does at its next calls, one after the other; afterwards it does what it is asked. */
  next(...some: Reply[]): this {
    this.#next.push(...some);
    return this;
  }

  /** What it does with every call that carries this target. */
  always(target: string, reply: Reply): this {
    this.#always.set(target, reply);
    return this;
  }

  forget(target: string): void {
    this.#always.delete(target);
  }

  get targets(): string[] {
    return this.calls.flatMap(({ targets }) => targets);
  }

  async send({ requestId, ...permit }: Permit, rows: readonly Row[]): Promise<CallOutcome> {
    this.calls.push({ requestId, targets: rows.map(({ target }) => target) });
    const special = rows.flatMap(({ target }) => this.#always.get(target) ?? []);
    const reply = this.#next.shift() ?? special[0] ?? replies.done;
    return await reply({ permit: { requestId, ...permit }, rows, carryOut: () => this.#carryOut(rows) });
  }

  async lookUp(rows: readonly Row[]): Promise<LookedUp> {
    this.lookedUp.push(rows.map(({ target }) => target));
    return await this.onLookUp(rows);
  }

  truth(rows: readonly Row[]): LookedUp {
    return new Map(
      rows.map(({ ordinal, target }) => [
        ordinal,
        this.carriedOut.has(target) ? ({ state: "done" } as const) : "not_done",
      ]),
    );
  }

  #carryOut(rows: readonly Row[]): void {
    for (const { target } of rows) this.carriedOut.set(target, (this.carriedOut.get(target) ?? 0) + 1);
  }
}

const devices = { one: "device", many: "devices" };

/** Targets as rows, in pages; "skip …" is one that is skipped from the start. */
async function* collected(targets: readonly string[]): AsyncGenerator<PlannedRow[]> {
  const rows = targets.map((target, index) => ({
    ordinal: index + 1,
    target,
    ...(target.startsWith("skip ") && { skip: "It need not be done." }),
  }));
  for (let start = 0; start < rows.length; start += 500) yield rows.slice(start, start + 500);
}

/** Work on targets at a recording vendor: three rows a call, refusals of whole calls, answers that can be looked up. */
export function rowsKind(
  vendor: RecordingVendor,
  changes: Partial<RowsKind<"tags.assign">> = {},
): RowsKind<"tags.assign"> {
  return {
    kind: "tags.assign",
    makes: "rows",
    action: "tags.assign",
    title: ({ tagNames }, targets) => `Assign ${tagNames.join(", ")} to ${targets}`,
    facts: ({ tagNames }) => [{ label: "Tags", value: tagNames.join(", ") }],
    unit: () => devices,
    rowsPerCall: 3,
    callsAtOnce: 2,
    consequence: () => "The devices carry the tags.",
    does: ({ tagNames }) => `assign ${tagNames.join(", ")}`,
    subject: (_input, rows) => ({ type: "device", id: rows.map(({ target }) => target).join(" ") }),
    collect: (_reading, { targets }) => collected(targets.from === "list" ? targets.ids : []),
    send: (permit, _input, rows, note) => {
      note({ sent: rows.length });
      return vendor.send(permit, rows);
    },
    ifLost: "look",
    lookUp: (_reading, _input, rows) => vendor.lookUp(rows),
    splits: true,
    ...changes,
  };
}

/** Work on our own records: every target becomes a row of the table `things`. */
export function recordsKind(
  changes: Partial<RecordsKind<"tags.unassign">> = {},
): RecordsKind<"tags.unassign"> {
  return {
    kind: "tags.unassign",
    makes: "records",
    action: "tags.unassign",
    title: (_input, targets) => `Note ${targets}`,
    facts: () => [],
    unit: () => devices,
    rowsPerCall: 3,
    callsAtOnce: 2,
    consequence: () => "They are noted.",
    does: () => "note",
    subject: (_input, rows) => ({ type: "device", id: rows.map(({ target }) => target).join(" ") }),
    collect: (_reading, { targets }) => collected(targets.from === "list" ? targets.ids : []),
    change: async ({ tx }, _input, rows) => {
      for (const { target } of rows) await tx.execute(sql`insert into things (id) values (${target})`);
      return { state: "done" };
    },
    ...changes,
  };
}

/** A list that is read page by page into a file; its cursor is the place in the list. */
export function fileKind(
  list: { items: string[]; pageSize: number },
  changes: Partial<FileKind<"tags.export">> = {},
): FileKind<"tags.export"> {
  return {
    kind: "tags.export",
    makes: "file",
    title: (_input, targets) => `Export ${targets}`,
    facts: ({ format }) => [{ label: "Format", value: format }],
    unit: { one: "tag", many: "tags" },
    fileStem: "tags",
    contents: "What was on the list.",
    columns: ["name"],
    measure: async () => ({
      rows: list.items.length,
      pages: Math.ceil(list.items.length / list.pageSize),
    }),
    page: async (_reading, _input, cursor) => pageOf(list, cursor),
    ...changes,
  };
}

export function pageOf(
  { items, pageSize }: { items: string[]; pageSize: number },
  cursor: unknown,
): FilePage {
  const from = Number(cursor ?? 0);
  const to = from + pageSize;
  return {
    items: items.slice(from, to).map((name) => ({ name })),
    next: to < items.length ? to : null,
    total: items.length,
  };
}

/** The table that `recordsKind` writes. */
export async function makeThings(owner: Pick<TransactionSql, "unsafe">): Promise<void> {
  await owner.unsafe("create table things (id text primary key)");
  await owner.unsafe("grant select, insert on things to muniment_app");
}
