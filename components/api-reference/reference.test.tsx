import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { allOperations } from "@/lib/contract/operations";
import { problemCodes } from "@/lib/contract/problem";
import { openApiDocument } from "@/lib/http/openapi";
import { constraintsOf } from "./constraints";
import { type ApiDocument, capabilitiesOf } from "./document";
import { Shape } from "./members";
import { Operation } from "./operation";

const document: ApiDocument = JSON.parse(JSON.stringify(openApiDocument("muniment.session")));
const capabilities = capabilitiesOf(document);
const shapes = Object.entries(document.components.schemas);

const operationPages = capabilities.map(({ label, operations }) => ({
  label,
  html: operations.map((operation) => renderToStaticMarkup(<Operation operation={operation} />)).join(""),
}));
const shapesPage = shapes.map(([, schema]) => renderToStaticMarkup(<Shape schema={schema} />)).join("");
const everything = operationPages.map(({ html }) => html).join("") + shapesPage;

const targets = (page: string) =>
  [...everything.matchAll(new RegExp(`href="${page}#([^"]+)"`, "g"))].map(([, target]) => target);

test("every operation stands under one capability, with an anchor of its own", () => {
  const shown = capabilities.flatMap(({ operations }) => operations.map(({ operationId }) => operationId));
  expect(shown.toSorted()).toEqual(allOperations.map(({ operationId }) => operationId).toSorted());
  for (const operationId of shown) expect(everything.split(`id="${operationId}"`)).toHaveLength(2);
});

test("every link to a shape or a problem leads somewhere", () => {
  const names = shapes.map(([name]) => name);
  expect(targets("/docs/api/shapes").length).toBeGreaterThan(20);
  for (const target of targets("/docs/api/shapes")) expect(names).toContain(target);
  expect(targets("/docs/problems").length).toBeGreaterThan(100);
  for (const target of targets("/docs/problems")) expect(Object.keys(problemCodes)).toContain(target);
});

test("addresses of pages can stand in a URL", () => {
  for (const { slug } of capabilities) expect(slug).toMatch(/^[a-z][a-z0-9]*(-[a-z]+)*$/);
  expect(new Set(capabilities.map(({ slug }) => slug)).size).toBe(capabilities.length);
  expect(capabilities.map(({ slug }) => slug)).not.toContain("shapes");
});

test("parameters, bodies and answers are shown with what they have to satisfy", () => {
  const page = operationPages.find(({ label }) => label === "Batches")?.html ?? "";
  const text = `${page}${shapesPage}`.replaceAll(/<[^>]+>/g, " ").replaceAll(/\s+/g, " ");
  expect(text).toContain("/api/v1/batches/{batchId}/download");
  expect(text).toContain("batchSize integer 1 to 50,000");
  expect(text).toContain("size integer optional · 1 to 200 · 50 when absent");
  expect(text).toContain("application/zip file");
  expect(text).toContain("Recorded in the audit history as batches.download .");
});

describe("constraints in words", () => {
  test.each([
    [{}, []],
    [{ minLength: 1, maxLength: 255 }, ["1 to 255 characters"]],
    [{ minItems: 1, maxItems: 1 }, ["exactly 1 item"]],
    [{ maximum: 1_000_000 }, ["at most 1,000,000"]],
    [{ exclusiveMinimum: 0 }, ["at least 1"]],
    [{ default: [] }, []],
    [{ default: "csv" }, ['"csv" when absent']],
    [{ pattern: "^x$" }, ["matches ^x$"]],
  ])("%j", (schema, words) => {
    expect(constraintsOf(schema)).toEqual(words);
  });
});
