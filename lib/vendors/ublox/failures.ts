import type { Reading } from "../http/permit";
import { VendorError, type VendorErrorKind } from "../http/vendor-error";

/** A failure that we find in an answer of a read; `call` such as "POST /tag/get". */
export function readFailure(
  reading: Reading,
  kind: VendorErrorKind,
  call: string,
  detail: string,
): VendorError {
  const { requestId } = reading;
  return new VendorError({ kind, vendor: "ublox", call, requestId, mayHaveActed: false, detail });
}

/** What a walk over pages throws when the vendor hands out the same page for ever. */
export function repeatedPage(reading: Reading, call: string): () => VendorError {
  return () => readFailure(reading, "bad_answer", call, "the same page came again");
}
