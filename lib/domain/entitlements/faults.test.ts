import { expect, test } from "vitest";
import { VendorError } from "@/lib/vendors/http/vendor-error";
import { faultsAboutTheName } from "./faults";

function refusal(fields: Partial<ConstructorParameters<typeof VendorError>[0]>) {
  return new VendorError({
    kind: "refused",
    vendor: "juniper",
    call: "POST /entitlements/validate",
    requestId: "req_test",
    mayHaveActed: false,
    status: 400,
    vendorText: "768: Serial number or SSRN is not valid",
    ...fields,
  });
}

test.each([
  [{}, [{ code: "768", words: "Serial number or SSRN is not valid" }]],
  [{ status: 200 }, [{ code: "768", words: "Serial number or SSRN is not valid" }]],
  [
    { vendorText: "SIM-401: unknown; 612: no contract; none" },
    [
      { code: "SIM-401", words: "unknown" },
      { code: "612", words: "no contract; none" },
    ],
  ],
] as const)("a refusal of the service names what is wrong with the name: %j", (fields, faults) => {
  expect(faultsAboutTheName(refusal(fields))).toEqual(faults);
});

test.each([
  { vendorText: "751: accountID invalid" },
  { vendorText: "753: contactEmail not registered" },
  { vendorText: "768: SSRN is not valid; 754: contactEmail not linked" },
  { vendorText: "955: duplicate transaction id" },
  { vendorText: "735: appId invalid" },
  // Without a code somebody else may have said it.
  { vendorText: "Bad Request" },
  { vendorText: undefined },
  { kind: "denied", status: 401 },
  { kind: "not_found", status: 404 },
  { kind: "busy", status: 429 },
  { kind: "unavailable", status: 400, vendorText: "973: system error" },
] as const)("it is no finding: %j", (fields) => {
  expect(faultsAboutTheName(refusal(fields))).toBeUndefined();
});
