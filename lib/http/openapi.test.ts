import { globSync, readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { permissions } from "@/lib/access/permissions";
import { allOperations } from "@/lib/contract/operations";
import { problemDocument } from "@/lib/contract/problem";
import { openApiDocument } from "./openapi";

// As a reader elsewhere gets it: through JSON, without anything that JSON cannot hold.
const document = JSON.parse(JSON.stringify(openApiDocument("__Host-muniment.session")));

interface Described {
  method: string;
  path: string;
  // biome-ignore lint/suspicious/noExplicitAny: the document is judged here as foreign JSON
  operation: any;
}
const described: Described[] = Object.entries<Record<string, unknown>>(document.paths).flatMap(
  ([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ method, path, operation })),
);

const contractModules: Record<string, unknown>[] = await Promise.all(
  globSync("lib/contract/*.ts")
    .filter((file) => !file.endsWith(".test.ts"))
    .map((file) => import(resolve(file))),
);

describe("the document", () => {
  test("names every operation of the contract exactly once, under its method and path", () => {
    const inDocument = described.map(
      ({ method, path, operation }) => `${operation.operationId} ${method.toUpperCase()} ${path}`,
    );
    const inContract = allOperations.map(
      ({ operationId, method, path }) => `${operationId} ${method} ${path}`,
    );
    expect(inDocument.toSorted()).toEqual(inContract.toSorted());
    expect(new Set(described.map(({ operation }) => operation.operationId)).size).toBe(allOperations.length);
  });

  test("is OpenAPI 3.1 with what the specification requires", () => {
    expect(document.openapi).toMatch(/^3\.1\.\d+$/);
    expect(document.info).toMatchObject({ title: expect.any(String), version: expect.any(String) });
    expect(document.servers).toEqual([expect.objectContaining({ url: "/api/v1" })]);
    const tags = document.tags.map(({ name }: { name: string }) => name);
    expect(new Set(tags).size).toBe(tags.length);
    for (const { operation } of described) {
      expect(tags).toContain(operation.tags[0]);
      expect(operation.summary).toMatch(/^[A-Z].*[^.]$/);
      for (const answer of Object.values<{ description: string }>(operation.responses)) {
        expect(answer.description).not.toBe("");
      }
    }
  });

  test("declares every path parameter, required, and no other", () => {
    for (const { path, operation } of described) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const declared = (operation.parameters ?? []).filter((one: { in: string }) => one.in === "path");
      expect(declared.map(({ name }: { name: string }) => name).toSorted()).toEqual(inPath.toSorted());
      for (const parameter of declared) expect(parameter.required).toBe(true);
    }
  });

  test("resolves every reference", () => {
    const references: string[] = [];
    JSON.stringify(document, (key, value) => {
      if (key === "$ref") references.push(value);
      return value;
    });
    expect(references.length).toBeGreaterThan(allOperations.length);
    for (const reference of references) {
      const [, section, kind, name] = reference.split("/");
      expect(document[section ?? ""]?.[kind ?? ""]?.[name ?? ""], reference).toBeDefined();
    }
  });

  test("says how to sign in, which permission it takes and what the audit history will say", () => {
    expect(document.components.securitySchemes.session).toMatchObject({
      type: "apiKey",
      in: "cookie",
      name: "__Host-muniment.session",
    });
    for (const { operation } of described) {
      const declared = allOperations.find(({ operationId }) => operationId === operation.operationId);
      expect(operation.security).toEqual([{ session: [] }]);
      expect(permissions).toContain(operation["x-permission"]);
      expect(operation["x-permission"]).toBe(declared?.permission);
      expect(operation["x-audit-action"]).toBe(declared?.kind === "read" ? undefined : declared?.operationId);
    }
  });

  test("describes bodies where there are bodies", () => {
    for (const { method, operation } of described) {
      const declared = allOperations.find(({ operationId }) => operationId === operation.operationId);
      const mediaTypes = Object.keys(operation.requestBody?.content ?? {});
      if (declared?.bodyType === "stream") expect(mediaTypes).toEqual([declared.mediaType]);
      else if (declared?.body.def.type === "undefined") expect(mediaTypes).toEqual([]);
      else expect(mediaTypes).toEqual(["application/json"]);
      if (method === "get") expect(mediaTypes).toEqual([]);
    }
    const download = document.paths["/batches/{batchId}/download"].post;
    expect(download.responses["200"].content).toEqual({
      "application/zip": { schema: { type: "string", format: "binary" } },
    });
  });

  test("tells every problem as an RFC 9457 document under its own status", () => {
    for (const { operation } of described) {
      const { "200": _answer, ...problems } = operation.responses;
      for (const [status, problem] of Object.entries<{ content: object }>(problems)) {
        expect(Number(status)).toBeGreaterThanOrEqual(400);
        expect(problem.content).toEqual({
          "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } },
        });
      }
      expect(Object.keys(problems)).toEqual(expect.arrayContaining(["401", "403", "500", "503"]));
    }
    const members = Object.keys(document.components.schemas.Problem.properties);
    expect(members.toSorted()).toEqual(Object.keys(problemDocument.shape).toSorted());
  });

  test("an unknown outcome is announced where a vendor is changed, and nowhere else", () => {
    const announced = described
      .filter(({ operation }) => "504" in operation.responses)
      .map(({ operation }) => operation.operationId);
    const atVendors = allOperations
      .filter((operation) => operation.kind !== "read" && operation.audit.place === "vendor")
      .map(({ operationId }) => operationId);
    expect(announced.toSorted()).toEqual(atVendors.toSorted());
  });

  test("leaves answers open for new members", () => {
    expect(JSON.stringify(document.components.schemas)).not.toContain('"additionalProperties":false');
  });
});

describe("the routes", () => {
  /** Under the names by which routes import them. */
  const declarations: Record<string, Record<string, { operationId: string }>> = Object.assign(
    {},
    ...contractModules,
  );
  const exported =
    /^export (?:const|(?:async )?function) (GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\b(?: = (?:\w+\(\s*)?route\(\s*([\w.]+),)?/gm;
  const folder = "app/api/v1";
  const served = globSync(`${folder}/**/route.ts`)
    // The document itself, and the stream of events for open pages, which never ends.
    .filter((file) => ![`${folder}/openapi.json/route.ts`, `${folder}/events/route.ts`].includes(file))
    .flatMap((file) => {
      const path = dirname(file)
        .slice(folder.length)
        .replaceAll(/\[(\w+)\]/g, "{$1}");
      return [...readFileSync(file, "utf8").matchAll(exported)].map(([, method, declaration = "nothing"]) => {
        const [capability = "", name = ""] = declaration.split(".");
        return `${declarations[capability]?.[name]?.operationId ?? declaration} ${method} ${path}`;
      });
    });

  test("serve every operation at its path with its method, and nothing else", () => {
    const declared = allOperations.map(({ operationId, method, path }) => `${operationId} ${method} ${path}`);
    expect(served.toSorted()).toEqual(declared.toSorted());
  });
});
