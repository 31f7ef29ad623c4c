/** So long after a request an answer may still come, and the vendor may still act on it. */
export const underwayMs = 2 * 60_000;
