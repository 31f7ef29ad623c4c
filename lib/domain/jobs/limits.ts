/** Rows frozen in one transaction: short ones, because an open one holds up the sealing of the audit history. */
export const rowsPerFreeze = 10_000;
/** Rows a kind judges at once: what u-blox is asked about in a few calls. */
export const rowsPerJudgement = 500;
/** How long a chunk belongs to whoever claimed it without a sign of life. */
export const leaseMs = 20_000;
export const leaseRenewalMs = 5_000;
/** A call begins only while the lease has at least so much left. */
export const leaseMarginMs = 2_000;
/** How long one driver goes on with one job before others get their turn. */
export const turnMs = 30_000;
/** A plan nobody starts, and a file nobody needs any more. */
export const planLifeMs = 24 * 60 * 60_000;
export const fileLifeMs = 7 * 24 * 60 * 60_000;
/** How soon a job looks whether a vendor that was away is back: doubled each time. */
export const awayFirstMs = 5_000;
export const awayLongestMs = 5 * 60_000;
/** How soon rows that wait are looked at again: doubled each time. */
export const waitFirstMs = 30_000;
export const waitLongestMs = 15 * 60_000;
/** The failure limit says something only after so many outcomes. */
export const failuresCountAfterRows = 20;
/** Reasons for skipping that are told apart in the plan. */
export const skipReasonsMax = 20;
/** Longest text of a target that is kept. */
export const targetCharactersMax = 500;
