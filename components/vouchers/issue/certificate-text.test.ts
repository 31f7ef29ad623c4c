import { expect, test } from "vitest";
import { certificateTextOf, holdsPrivateKey } from "./certificate-text";

const bytesOf = (text: string) => new TextEncoder().encode(text);

test("a file of PEM or base64 is its text, without blanks around it", () => {
  const pem = "-----BEGIN CERTIFICATE-----\r\nMIIB\r\n-----END CERTIFICATE-----";
  expect(certificateTextOf(bytesOf(`${pem}\r\n`))).toBe(pem);
  expect(certificateTextOf(bytesOf("MIIBAAEC\nAwQ=\n"))).toBe("MIIBAAEC\nAwQ=");
});

test("a file of DER becomes PEM with 64 characters to the line", () => {
  const der = Uint8Array.from({ length: 100 }, (_, index) => (index === 0 ? 0x30 : 256 - index));
  const [first, ...lines] = certificateTextOf(der).split("\n");
  const last = lines.pop();
  expect([first, last]).toEqual(["-----BEGIN CERTIFICATE-----", "-----END CERTIFICATE-----"]);
  expect(lines[0]).toHaveLength(64);
  expect(Buffer.from(lines.join(""), "base64")).toEqual(Buffer.from(der));
});

test.each([
  ["-----BEGIN PRIVATE KEY-----", true],
  ["-----BEGIN CERTIFICATE-----\n-----BEGIN EC PRIVATE KEY-----", true],
  ["-----BEGIN ENCRYPTED PRIVATE KEY-----", true],
  ["-----BEGIN CERTIFICATE-----", false],
  ["-----BEGIN PUBLIC KEY-----", false],
])("%j", (text, expected) => {
  expect(holdsPrivateKey(text)).toBe(expected);
});
