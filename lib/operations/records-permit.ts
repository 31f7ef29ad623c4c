import type { Transaction } from "@/lib/db/connection";

declare const brand: unique symbol;

/**
 * Leave to change our own tables, within the transaction that also writes the audit row. Every function that
 * changes a record takes one first; only `performInRecords` makes them.
 */
export interface RecordsPermit {
  readonly requestId: string;
  readonly tx: Transaction;
  readonly [brand]: true;
}

export function issueRecordsPermit(content: { requestId: string; tx: Transaction }): RecordsPermit {
  return content as RecordsPermit;
}
