/**
 * Wraps what failed on our side before a request, such as counting it or finding the credentials for it, so that it cannot
 * be mistaken for the vendor's trouble. Never leaves the vendor core: whoever called is told the cause.
 */
export class OwnTrouble extends Error {
  override readonly name = "OwnTrouble";

  constructor(cause: unknown) {
    super("a call to a vendor could not be prepared", { cause });
  }
}

/** Waits for something of ours. @throws OwnTrouble with what it ended with */
export async function ours<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    throw new OwnTrouble(cause);
  }
}
