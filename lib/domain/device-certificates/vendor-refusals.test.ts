import { expect, test } from "vitest";
import { Refusal } from "@/lib/contract/problem";
import { VendorError, type VendorErrorFields } from "@/lib/vendors/http/vendor-error";
import { explained, forJob } from "./vendor-refusals";

const vendorError = (fields: Partial<VendorErrorFields>) =>
  new VendorError({
    kind: "refused",
    vendor: "ublox",
    call: "POST /ztp/devicecertificate/renew",
    requestId: "req_test",
    mayHaveActed: false,
    ...fields,
  });

const quota = vendorError({ vendorText: "Request aborted. Quota is exceeded for ROTPublicUID 00" });
const subscription = vendorError({ vendorText: "Subscription is not active" });
const notAuthorized = vendorError({ kind: "denied", status: 401, vendorText: "Not Authorized." });

test.each([
  ["a quota", quota, "it is used up. u-blox says: Request aborted. Quota is exceeded"],
  ["the subscription", subscription, "the subscription “Device Certificate Management”"],
  // The document words every no like this; the devices were just read with the same credentials.
  ["a bare no", notAuthorized, "the subscription “Device Certificate Management”"],
])("%s is explained", (_what, error, words) => {
  const problem = explained(error);
  expect(problem).toBeInstanceOf(Refusal);
  expect(problem).toMatchObject({
    code: "vendor_refused",
    words: { detail: expect.stringContaining(words) },
  });
});

test.each([
  ["another no", vendorError({ vendorText: "Bad Request" })],
  ["a limit of calls", vendorError({ kind: "busy", status: 429, vendorText: "Quota exceeded" })],
  ["a lost answer", vendorError({ kind: "timeout", mayHaveActed: true, vendorText: "subscription" })],
  ["what is no answer", new TypeError("x")],
])("%s stays what it is", (_what, error) => {
  expect(explained(error)).toBe(error);
  expect(forJob(error)).toBe(error);
});

test("a job waits for the subscription, and looks for the one device whose quota is used up", () => {
  expect(forJob(subscription)).toMatchObject({ kind: "denied", vendorText: "Subscription is not active" });
  expect(forJob(vendorError({ kind: "denied", vendorText: "quota" }))).toMatchObject({ kind: "refused" });
});
