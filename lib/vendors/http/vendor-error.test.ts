import { expect, test, vi } from "vitest";
import { notConnected, VendorError } from "./vendor-error";

const fields = {
  kind: "refused",
  vendor: "ublox",
  call: "POST /tag/delete",
  requestId: "req_1",
  mayHaveActed: false,
  status: 400,
  vendorText: "Bad Request",
} as const;

test("says what happened in one line, and all of it as JSON", () => {
  const error = new VendorError({ ...fields, detail: "in our words" });
  expect(error.message).toBe(
    "ublox POST /tag/delete: the vendor refused (status 400): in our words; Bad Request",
  );
  expect(JSON.parse(JSON.stringify(error))).toEqual({ ...fields, detail: "in our words" });
  expect(Object.keys(new VendorError({ ...fields, vendorText: undefined }).toJSON())).not.toContain(
    "vendorText",
  );
});

test("redacts the vendor's text when it is made, by pattern and by known secrets", () => {
  const error = new VendorError({ ...fields, vendorText: 'no "hidden", password=x1' }, ["hidden"]);
  expect(error.vendorText).toBe('no "[redacted]", password=[redacted]');
  expect(`${error.message}${error.stack}${JSON.stringify(error)}`).not.toContain("hidden");
});

test("can be told to another request, with another time to come back", () => {
  const told = new VendorError(fields).forRequest("req_2", 1_000);
  expect(told.toJSON()).toEqual({ ...fields, requestId: "req_2", retryAfterMs: 1_000 });
});

test("is recognized by a second copy of this module, and nothing else is", async () => {
  vi.resetModules();
  const copy = await import("./vendor-error");
  expect(copy.VendorError).not.toBe(VendorError);
  expect(new copy.VendorError(fields)).toBeInstanceOf(VendorError);
  for (const other of [new Error("x"), { ...fields }, null, "VendorError"]) {
    expect(other instanceof VendorError).toBe(false);
  }
});

test("without configuration it names what to set", () => {
  expect(notConnected("sectigo", ["A", "B"])).toMatchObject({
    kind: "not_connected",
    requestId: "",
    message: "This vendor is not connected: set A, B",
  });
});
