/** Rows that one call to the vendor carries. It documents no limit; this is about 340 KB. */
export const rowsPerCsv = 10_000;

/** Rows handed on at a time: few enough that looking at them holds up nothing else. */
export const rowsPerPage = 1_000;

/** Largest file that is read: a million rows are 35 MB, and bad lines may be longer. */
export const fileBytesMax = 128 * 1024 * 1024;

/** Longest line that is looked at; a row has 33 bytes. */
export const lineBytesMax = 1_024;

/** So much of a line that cannot be used is kept. */
export const keptCharactersMax = 500;

/** Longest pause within an upload. */
export const silenceMsMax = 30_000;

/** Longest upload; the web server ends requests at the same age. */
export const uploadMsMax = 10 * 60_000;

/** Files that one process reads at the same time. Each holds about 30 MB and two database connections. */
export const filesAtOnceMax = 2;
