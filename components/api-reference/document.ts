/** The parts of an OpenAPI document that ours has and the reference shows. */
export interface JsonSchema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  anyOf?: JsonSchema[];
  items?: JsonSchema;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: JsonSchema | boolean;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  exclusiveMinimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
}

export type Content = Record<string, { schema: JsonSchema }>;

export interface Parameter {
  name: string;
  in: "path" | "query";
  required?: boolean;
  schema: JsonSchema;
}

export interface ApiAnswer {
  description: string;
  headers?: Record<string, { description: string }>;
  content: Content;
}

export interface ApiOperation {
  operationId: string;
  tags: string[];
  summary: string;
  description: string;
  parameters?: Parameter[];
  requestBody?: { content: Content };
  responses: Record<string, ApiAnswer>;
}

export interface ApiDocument {
  info: { title: string; version: string; description: string };
  servers: { url: string }[];
  tags: { name: string }[];
  paths: Record<string, Record<string, ApiOperation>>;
  components: { schemas: Record<string, JsonSchema> };
}

export interface PlacedOperation extends ApiOperation {
  method: string;
  path: string;
}

export interface Capability {
  label: string;
  /** Its page: `/docs/api/<slug>`. */
  slug: string;
  operations: PlacedOperation[];
}

/** The operations by capability, in the document's order. */
export function capabilitiesOf(document: ApiDocument): Capability[] {
  const placed = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      ...operation,
      method: method.toUpperCase(),
      path: `${document.servers[0]?.url ?? ""}${path}`,
    })),
  );
  return document.tags.map(({ name }) => ({
    label: name,
    slug: name.toLowerCase().replaceAll(" ", "-"),
    operations: placed.filter(({ tags }) => tags.includes(name)),
  }));
}

/** `#/components/schemas/Tag` → `Tag` */
export function shapeName(reference: string): string {
  return reference.slice(reference.lastIndexOf("/") + 1);
}
