import { Writable } from "node:stream";
import { inspect } from "node:util";
import pino from "pino";
import { expect, test } from "vitest";
import { e2eParameters } from "@/lib/contract/e2e-keys";
import { sealed } from "./sealed";

const secret = "lTZfP2dO5IAXvJT8FlXV5A==";
const values = () => ({ ...blank, key: secret, otherParameters: { Salt: secret } });
const blank = {
  rotPublicUid: "0002000089280087",
  cipherSuite: null,
  macLengthBits: null,
  keyLengthBits: null,
  authenticationKeyLengthBits: null,
  encryptionKey: null,
  authenticationKey: null,
  nonce: null,
  kiv: null,
  aesIv: null,
};

test("is opened by the contract's shape, and by name", () => {
  const hidden = sealed(values());
  expect(hidden.key).toBe(secret);
  const opened = e2eParameters.parse(hidden);
  expect(opened).toEqual(values());
  expect(JSON.stringify(opened)).toContain(secret);
});

test("is seen by nothing that walks over it", () => {
  const hidden = sealed(values());
  const lines: string[] = [];
  const stream = new Writable({
    write(chunk, _encoding, next) {
      lines.push(String(chunk));
      next();
    },
  });
  const log = pino(stream);
  log.info(hidden);
  log.info({ result: hidden, nested: { list: [hidden] } });
  const cause = new Error(`failed with ${hidden}`, { cause: hidden });
  log.error(cause);
  const told = [
    ...lines,
    JSON.stringify({ hidden, copy: { ...hidden }, assigned: Object.assign({}, hidden) }),
    inspect({ hidden }, { depth: 9, showHidden: true }),
    inspect(cause),
    String(hidden),
  ];
  expect(lines).toHaveLength(3);
  expect(told.join("\n")).not.toContain(secret);
});
