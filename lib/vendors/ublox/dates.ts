/**
 * An instant in the form of the vendor's own samples, "2020-02-01T00:00:00+00:00": whole seconds, the rest is dropped.
 * Throws RangeError when it is none.
 */
export function vendorInstant(instant: string): string {
  return `${new Date(instant).toISOString().slice(0, 19)}+00:00`;
}

/** The members of a request body that say from when, and until when where that is asked. */
export function periodBody({ from, to }: { from: string; to?: string }) {
  return { FromDate: vendorInstant(from), ...(to !== undefined && { ToDate: vendorInstant(to) }) };
}
