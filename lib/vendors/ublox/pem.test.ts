import { expect, test } from "vitest";
import { certificatePemOf } from "./pem";

const pem = "-----BEGIN CERTIFICATE-----\nMIIBnjCCrn+a\nnrQwCgYI==\n-----END CERTIFICATE-----\n";
const lines = pem.trim().split("\n");

test.each([
  ["real line ends", lines.join("\n")],
  ["CRLF and blanks around it", `  ${lines.join("\r\n")}\r\n `],
  ["the literal backslash and n of the seed's samples", lines.join("\\n")],
  ["literal CRLF", lines.join("\\r\\n")],
  ["twice escaped line ends", lines.join("\\\\n")],
  ["both kinds at once", lines.join("\\n\n")],
  ["a sentence before it", `Certificate: ${lines.join("\n")}`],
])("mends %s", (_name, text) => {
  expect(certificatePemOf(text)).toBe(pem);
});

test("keeps every certificate of a chain", () => {
  const chain = [...lines, ...lines].join("\\n");
  expect(certificatePemOf(chain)).toBe(pem + pem);
});

test.each([
  [null],
  [""],
  ["MIIBzjCCAXWgAwIBAgII"],
  ["-----BEGIN CERTIFICATE-----\\nMIIB"],
  ["-----END CERTIFICATE----------BEGIN CERTIFICATE-----"],
  ["-----BEGIN X509 CRL-----\\nMIIB\\n-----END X509 CRL-----"],
])("%j is no certificate", (text) => {
  expect(certificatePemOf(text)).toBeNull();
});

test("is not held up by hostile text", { timeout: 2_000 }, () => {
  expect(certificatePemOf("\\".repeat(2_000_000))).toBeNull();
  expect(certificatePemOf("-----BEGIN CERTIFICATE-----".repeat(70_000))).toBeNull();
});
