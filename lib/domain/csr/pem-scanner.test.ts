import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type PemPart, PemScanner } from "./pem-scanner";

/** Every part of a file that arrives in pieces of so many bytes. */
function scan(file: string | Uint8Array, pieceBytes = 64_000): PemPart[] {
  const scanner = new PemScanner();
  const whole = Buffer.from(file);
  const parts: PemPart[] = [];
  for (let at = 0; at < whole.length; at += pieceBytes)
    parts.push(...scanner.push(whole.subarray(at, at + pieceBytes)));
  return [...parts, ...scanner.end()];
}

const block = (body: string, label = "CERTIFICATE REQUEST") =>
  `-----BEGIN ${label}-----\n${body}\n-----END ${label}-----\n`;

const request = (line: number, base64: string): PemPart => ({ kind: "request", line, base64 });

describe("finds requests however they are separated", () => {
  const bodies = ["AAAA", "BBBB"] as const;
  test.each([
    ["by a comma", ","],
    ["by a comma and a line end", ",\n"],
    ["by nothing", ""],
    ["by blank lines", "\n\n"],
    ["by commas with blanks", " , \t"],
    ["by a byte order mark, as joined files have", "\u{feff}"],
  ])("%s", (_name, separator) => {
    const found = scan(bodies.map((body) => block(body)).join(separator));
    expect(found).toMatchObject(bodies.map((base64) => ({ kind: "request", base64 })));
  });

  test("in any line ends, and on one line", () => {
    const file = block("AA\nAA");
    for (const ends of ["\n", "\r\n", "\r", " "]) {
      expect(scan(file.replaceAll("\n", ends))).toMatchObject([{ kind: "request", base64: "AAAA" }]);
    }
  });

  test("under both of their names", () => {
    expect(scan(block("AAAA", "NEW CERTIFICATE REQUEST"))).toEqual([request(1, "AAAA")]);
  });

  test("behind a byte order mark", () => {
    expect(scan(`\u{feff}${block("AAAA")}`)).toEqual([request(1, "AAAA")]);
  });
});

test("what was put in comes out, whatever the separators, line ends and pieces", () => {
  const bodies = fc.array(
    fc.uint8Array({ minLength: 1, maxLength: 200 }).map((bytes) => Buffer.from(bytes).toString("base64")),
    { maxLength: 12 },
  );
  const separators = fc.constantFrom(",", ",\n", "", "\n", " ,\r\n", "\t");
  const lineEnds = fc.constantFrom("\n", "\r\n");
  const labels = fc.constantFrom("CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST");
  fc.assert(
    fc.property(
      bodies,
      separators,
      lineEnds,
      labels,
      fc.integer({ min: 1, max: 300 }),
      (all, separator, end, label, pieceBytes) => {
        const wrapped = all.map((body) => block(body.match(/.{1,64}/g)?.join("\n") ?? "", label));
        const found = scan(wrapped.join(separator).replaceAll("\n", end), pieceBytes);
        expect(found.map((part) => part.kind === "request" && part.base64)).toEqual(all);
      },
    ),
  );
});

test("any bytes in any pieces come to an end without an error", () => {
  const bits = ["-----BEGIN ", "-----END ", "CERTIFICATE REQUEST", "PRIVATE KEY", "-----", "\n", ",", "AAAA"];
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.constantFrom(...bits), fc.string()), { maxLength: 40 }),
      fc.integer({ min: 1, max: 50 }),
      (pieces, bytes) => {
        const file = pieces.join("");
        expect(scan(file, bytes)).toEqual(scan(file));
      },
    ),
  );
});

describe("names what is no request, by its line", () => {
  test("stray text between requests, counted and not repeated", () => {
    const file = `${block("AAAA")}, Meter line 7\n\n  second note,\n${block("BBBB")}`;
    expect(scan(file)).toEqual([
      request(1, "AAAA"),
      { kind: "stray", line: 4, characters: 20 },
      request(7, "BBBB"),
    ]);
  });

  test("stray text alone", () => {
    expect(scan("\n\nhello")).toEqual([{ kind: "stray", line: 3, characters: 5 }]);
    expect(scan("-----BEGIN nothing")).toEqual([{ kind: "stray", line: 1, characters: 17 }]);
  });

  test("a request without an end, and the one behind it unharmed", () => {
    const cut = "-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n";
    expect(scan(cut + block("BBBB"))).toEqual([
      { kind: "damaged", line: 1, problem: "It has no line “-----END CERTIFICATE REQUEST-----”." },
      request(3, "BBBB"),
    ]);
    expect(scan(cut)).toMatchObject([{ kind: "damaged", line: 1 }]);
    expect(scan(`${cut}-----END CERTIFICATE-----`)).toMatchObject([{ kind: "damaged", line: 1 }]);
  });

  test("a request that never ends is not held", () => {
    const found = scan(`-----BEGIN CERTIFICATE REQUEST-----\n${"A".repeat(5_000_000)}`);
    expect(found).toMatchObject([{ kind: "damaged", line: 1 }]);
    const long = scan(block("A".repeat(70_000)) + block("BBBB"));
    expect(long).toMatchObject([
      { kind: "damaged", problem: "It has more than 65536 characters." },
      { base64: "BBBB" },
    ]);
  });

  test("blocks of another kind", () => {
    expect(scan(block("AAAA", "CERTIFICATE"))).toEqual([
      { kind: "other_block", line: 1, label: "CERTIFICATE" },
    ]);
    expect(scan("-----BEGIN EC PARAMETERS-----\nAAAA")).toEqual([
      { kind: "other_block", line: 1, label: "EC PARAMETERS" },
    ]);
  });

  test.each([
    "PRIVATE KEY",
    "RSA PRIVATE KEY",
    "EC PRIVATE KEY",
    "ENCRYPTED PRIVATE KEY",
    "OPENSSH PRIVATE KEY",
  ])("a %s at its first line", (label) => {
    const scanner = new PemScanner();
    const first = `${block("AAAA")}-----BEGIN ${label}-----\n${"c2VjcmV0".repeat(12)}`;
    expect([...scanner.push(Buffer.from(first))]).toEqual([
      request(1, "AAAA"),
      { kind: "private_key", line: 4 },
    ]);
  });
});
