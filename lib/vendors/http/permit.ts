/**
 * What a read carries to a vendor: the request it belongs to, and the browser's wish to stop waiting.
 */
export interface Reading {
  readonly requestId: string;
  /** Aborted when the asker has left; the vendor's connection is then closed at once. */
  readonly signal?: AbortSignal;
  /** Whether a job asks, which leaves the way to the vendor to people. */
  readonly background?: boolean;
  /** Who makes it necessary, for the count of calls; absent for the console itself. */
  readonly askedBy?: string;
}

declare const brand: unique symbol;

/**
 * The right to change something once. Only the gate issues one, after the right was checked and the intent
 * was recorded, so that a function that takes a permit cannot be reached by any other way.
 * It holds no abort signal on purpose: a change that was sent is waited for, whoever has left meanwhile.
 */
export interface Permit {
  readonly requestId: string;
  /** The audit row that holds the intent. */
  readonly auditId: string;
  /** Asked just before the first byte is written; a permit that has run out sends nothing. Absent: it does not run out. */
  readonly mayBegin?: () => boolean;
  /** Whether a job asks, which leaves the way to the vendor to people. */
  readonly background?: boolean;
  /** Who makes it necessary, for the count of calls. */
  readonly askedBy?: string;
  readonly [brand]: true;
}
