import { expect, test } from "vitest";
import { explainNetworkError } from "./network-error";

const failed = (code: string) => explainNetworkError(Object.assign(new Error("x"), { code }));

test.each([
  "ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED",
  "ERR_SSL_SSLV3_ALERT_CERTIFICATE_EXPIRED",
  "ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE",
  "ERR_SSL_SSL/TLS_ALERT_UNSUPPORTED_CERTIFICATE",
  "ERR_SSL_TLSV1_ALERT_UNKNOWN_CA",
  "ERR_SSL_TLSV1_ALERT_ACCESS_DENIED",
])("%s means that our certificate was turned down", (code) => {
  expect(failed(code)).toEqual({ kind: "denied", detail: expect.stringContaining(code) });
});

test.each(["ECONNRESET", "ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE", "ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR"])(
  "%s may mean anything",
  (code) => {
    expect(failed(code)).toMatchObject({ kind: "connection_lost" });
  },
);

test("what is no network error is not explained", () => {
  expect(explainNetworkError(new TypeError("a mistake of ours"))).toBeUndefined();
});
