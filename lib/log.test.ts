import { Writable } from "node:stream";
import pino from "pino";
import { expect, test } from "vitest";
import { logOptions } from "./log";

function logged(fields: Record<string, unknown>): string {
  let text = "";
  const target = new Writable({
    write(chunk, _encoding, done) {
      text += String(chunk);
      done();
    },
  });
  pino(logOptions, target).info(fields, "told");
  return text;
}

test("values of a failed statement stay out of the log, its SQL and its stack stay in", () => {
  const error = new Error(
    "Failed query: insert into users values ($1)\nparams: $argon2id$canary-hash,\nsecond line",
  );
  const text = logged({ error });
  expect(text).toContain("insert into users");
  expect(text).toContain("log.test.ts");
  expect(text).not.toContain("canary-hash");
  expect(text).not.toContain("second line");
});

test("secrets are replaced wherever they stand", () => {
  const text = logged({
    password: "canary-1",
    deep: { token: "canary-2", deeper: { APISecret: "canary-3" } },
  });
  expect(text).not.toContain("canary");
  expect(text).toContain("[redacted]");
});
