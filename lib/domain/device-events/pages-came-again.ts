import { VendorError } from "@/lib/vendors/http/vendor-error";

/** The error of u-blox when it hands out a page that came before. */
export function pagesCameAgain(call: string, requestId: string): VendorError {
  const detail = "the same page came again";
  return new VendorError({
    kind: "bad_answer",
    vendor: "ublox",
    call,
    requestId,
    mayHaveActed: false,
    detail,
  });
}
