import { describe, expect, test } from "vitest";
import { permissions } from "@/lib/access/permissions";
import type { AnyRead } from "./operation";
import { allOperations, operations } from "./operations";
import { problemCodes } from "./problem";
import { problemMeanings } from "./problem-meanings";

/** A question that is no question of the address: a secret that must not stand in a URL, or a text too long for one. */
const sendsQuestion = ({ body }: AnyRead) => !body.safeParse(undefined).success;

describe.each(allOperations.map((operation) => [operation.operationId, operation] as const))(
  "%s",
  (id, operation) => {
    test("is named after its place in the contract", () => {
      const [capability = "", name = "", ...rest] = id.split(".");
      expect(rest).toEqual([]);
      const known: Record<string, Record<string, unknown>> = operations;
      expect(known[capability]?.[name]).toBe(operation);
    });

    test("has a path in lower case whose parameters are declared, and the other way round", () => {
      expect(operation.path).toMatch(/^(\/([a-z][a-z0-9]*(-[a-z]+)*|\{[a-z][A-Za-z]*\}))+$/);
      const inPath = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect(Object.keys(operation.params.shape).toSorted()).toEqual(inPath.toSorted());
    });

    test("reads by GET, or by POST what has to be sent in a body; changes by anything else", () => {
      const allowed =
        operation.kind === "read"
          ? ["GET", ...(operation.bodyType === "stream" || sendsQuestion(operation) ? ["POST"] : [])]
          : ["POST", "PUT", "PATCH", "DELETE"];
      expect(allowed).toContain(operation.method);
    });

    test("is allowed by a permission that fits: who may only read cannot change", () => {
      expect(permissions).toContain(operation.permission);
      if (operation.kind === "read" || operation.permission === "session:self") return;
      expect(operation.permission).not.toMatch(/:read$/);
    });

    test("says what is in a file, and only then", () => {
      const streams = operation.bodyType === "stream" || operation.responseType === "stream";
      expect(operation.mediaType !== undefined).toBe(streams);
    });
  },
);

test("answers are kept or shared only where asking again does no harm", () => {
  const remembered = allOperations.filter(
    (operation) => operation.kind === "read" && (operation.keepLast || operation.freshForMs > 0),
  );
  expect(remembered.length).toBeGreaterThan(5);
  for (const operation of remembered) {
    expect([operation.operationId, operation.bodyType, operation.responseType]).toEqual([
      operation.operationId,
      "json",
      "json",
    ]);
    if (operation.kind === "read") expect(operation.freshForMs).toBeLessThanOrEqual(10_000);
  }
});

test("no two operations share a name, or a method at a path", () => {
  const names = allOperations.map(({ operationId }) => operationId);
  // {batchId} and {id} are the same place.
  const places = allOperations.map(({ method, path }) => `${method} ${path.replaceAll(/\{\w+\}/g, "{}")}`);
  expect(new Set(names).size).toBe(names.length);
  expect(new Set(places).size).toBe(places.length);
});

test("every problem has a status, a headline and a meaning", () => {
  expect(Object.keys(problemMeanings)).toEqual(Object.keys(problemCodes));
  for (const [code, { status, title }] of Object.entries(problemCodes)) {
    expect(code).toMatch(/^[a-z]+(_[a-z]+)*$/);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(title).toMatch(/^[A-Z].*[^.]$/);
  }
  for (const meaning of Object.values(problemMeanings)) expect(meaning).toMatch(/^[A-Z].*\.$/);
});
