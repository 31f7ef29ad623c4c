/** How long and how much a vendor client is willing to wait, hold and repeat. Every figure can be set for a test. */
export interface VendorLimits {
  /** Connections for reads; a read that finds none free waits within its deadline. */
  readConnections: number;
  writeConnections: number;
  /** Connections for reads, and as many for changes, that jobs make. */
  backgroundConnections: number;
  /** Downloads at the same time. They last long, so they have connections of their own. */
  streamConnections: number;
  connectTimeoutMs: number;
  /** Total time of a read, all attempts together. */
  readDeadlineMs: number;
  writeDeadlineMs: number;
  signInDeadlineMs: number;
  /** Time until a download's headers have come. */
  streamHeadersMs: number;
  /** Longest silence within a download. */
  streamIdleMs: number;
  /** Largest answer that is held in memory: parsing more would hold up everybody for longer than 50 ms. */
  answerBytesMax: number;
  /** How often a read is repeated at most. */
  readRepeats: number;
  /** First pause between attempts when the vendor names none; doubled each time, with jitter. */
  repeatPauseMs: number;
  /** Longest Retry-After that is believed. */
  restMsMax: number;
  /** So many calls in a row must fail by the vendor's trouble before it is left alone for `circuitOpenMs`. */
  circuitThreshold: number;
  circuitOpenMs: number;
}

export const defaultLimits: VendorLimits = {
  readConnections: 8,
  writeConnections: 4,
  backgroundConnections: 2,
  streamConnections: 32,
  connectTimeoutMs: 5_000,
  readDeadlineMs: 15_000,
  writeDeadlineMs: 60_000,
  signInDeadlineMs: 15_000,
  streamHeadersMs: 30_000,
  streamIdleMs: 30_000,
  answerBytesMax: 2 * 1024 * 1024,
  readRepeats: 2,
  repeatPauseMs: 200,
  restMsMax: 600_000,
  circuitThreshold: 5,
  circuitOpenMs: 10_000,
};
