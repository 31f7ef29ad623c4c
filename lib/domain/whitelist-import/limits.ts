/** Rows that one call to the vendor carries. It documents no limit; this is about 340 KB. */
export const rowsPerChunk = 10_000;

/** Largest file that is read: a million rows are 35 MB, and bad lines may be longer. */
export const fileBytesMax = 128 * 1024 * 1024;

/** Longest line that is looked at; a row has 33 bytes. */
export const lineBytesMax = 1_024;

/** So much of a bad line is kept. */
export const keptCharactersMax = 200;

/** Longest pause within an upload. */
export const silenceMsMax = 30_000;

/** Longest upload; the web server ends requests at the same age. */
export const uploadMsMax = 10 * 60_000;

/** Files that one process checks at the same time. Each holds about 30 MB and two database connections. */
export const checksAtOnceMax = 2;

/** Bad lines that come with an import; the error file has all. */
export const badLinesShown = 50;

/** Imports that a list shows. */
export const importsListed = 20;

/** How often a sending loop shows that it lives, and after what silence it counts as dead. */
export const heartbeatMs = 5_000;
export const heartbeatMsMax = 30_000;
