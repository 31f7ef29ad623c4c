import { z } from "zod";
import type { Permission } from "@/lib/access/permissions";

/**
 * The declaration of one operation. Route, typed caller, query key, button right, OpenAPI
 * document, API-key scope and audit filter are all derived from it; nothing repeats it.
 */
export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** Where a change takes effect: two rows around a vendor's call, or one row in our own transaction. */
export type ChangePlace = "vendor" | "records";

export interface AuditSubject {
  /** What kind of thing is acted on: "tag", "device", "batch", … */
  type: string;
  /** The thing's own identifier; a count such as "312 devices" when there are many. Never a secret. */
  id: string;
}

interface Common<
  Id extends string,
  Params extends z.ZodObject,
  Query extends z.ZodObject,
  Body extends z.ZodType,
  Response extends z.ZodType,
> {
  operationId: Id;
  method: Method;
  /** Under `/api/v1`, with `{name}` for path parameters. */
  path: `/${string}`;
  summary: string;
  description?: string;
  permission: Permission;
  params: Params;
  query: Query;
  body: Body;
  response: Response;
  /** "stream" when the request body is a file that is read as it arrives (`body` is then not parsed). */
  bodyType: "json" | "stream";
  /** "stream" when the answer is a file written as it is made (`response` is then not checked). */
  responseType: "json" | "stream";
  /** Media type of a streamed body or answer, for the OpenAPI document. */
  mediaType?: string;
  /** Media types that a streamed answer has instead when the query asks for them. */
  otherMediaTypes?: readonly string[];
}

export interface ReadOperation<
  Id extends string = string,
  Params extends z.ZodObject = z.ZodObject,
  Query extends z.ZodObject = z.ZodObject,
  Body extends z.ZodType = z.ZodType,
  Response extends z.ZodType = z.ZodType,
> extends Common<Id, Params, Query, Body, Response> {
  kind: "read";
  /** Keep the last good answer and serve it, marked with its age, while the vendor is in trouble. */
  keepLast: boolean;
  /** An answer younger than this is shared between askers instead of calling the vendor again. */
  freshForMs: number;
}

export interface AuditInput<Params, Query, Body> {
  params: Params;
  query: Query;
  body: Body;
}

export interface WriteOperation<
  Id extends string = string,
  Params extends z.ZodObject = z.ZodObject,
  Query extends z.ZodObject = z.ZodObject,
  Body extends z.ZodType = z.ZodType,
  Response extends z.ZodType = z.ZodType,
  Place extends ChangePlace = ChangePlace,
> extends Common<Id, Params, Query, Body, Response> {
  /** A reveal hands out a secret: guarded and recorded as a write, and its answer is never cached. */
  kind: "write" | "reveal";
  /** Only for people who have signed in, or confirmed that it is them, within the last five minutes. */
  needsConfirmation?: boolean;
  audit: {
    place: Place;
    /** "later" when the vendor only takes the order now and finishes it by itself; "now" unless said. */
    finishes?: "now" | "later";
    subject(input: AuditInput<z.output<Params>, z.output<Query>, z.output<Body>>): AuditSubject;
    /** Names of the fields that change; never their values. */
    fields?(input: AuditInput<z.output<Params>, z.output<Query>, z.output<Body>>): string[];
    /** Why the person does it, in their own words, where the operation asks for it. */
    reason?(input: AuditInput<z.output<Params>, z.output<Query>, z.output<Body>>): string;
    /** The job that the act is about, so that all rows of a job are found together. */
    job?(input: AuditInput<z.output<Params>, z.output<Query>, z.output<Body>>): string;
  };
}

/** Any operation, for code that walks all of them. */
// biome-ignore lint/suspicious/noExplicitAny: a write's audit rule takes its own input, so only `any` admits them all.
export type AnyWrite = WriteOperation<string, any, any, any, any, ChangePlace>;
// biome-ignore lint/suspicious/noExplicitAny: as above
export type AnyRead = ReadOperation<string, any, any, any, any>;
export type AnyOperation = AnyRead | AnyWrite;

const nothing = z.object({});
const noBody = z.undefined();
/** Answer of writes that have nothing to say but that they happened. */
export const done = z.object({ done: z.literal(true) });

type Optional<Whole, Keys extends PropertyKey> = Omit<Whole, Keys> & Partial<Pick<Whole, Keys & keyof Whole>>;
type Defaulted =
  | "kind"
  | "params"
  | "query"
  | "body"
  | "bodyType"
  | "responseType"
  | "keepLast"
  | "freshForMs";

const defaults = {
  params: nothing,
  query: nothing,
  body: noBody,
  bodyType: "json",
  responseType: "json",
} as const;

/** Declares an operation that changes nothing. Its handler never holds a permit, so it cannot reach a write. */
export function read<
  const Id extends string,
  Response extends z.ZodType,
  Params extends z.ZodObject = typeof nothing,
  Query extends z.ZodObject = typeof nothing,
  Body extends z.ZodType = typeof noBody,
>(declared: Optional<ReadOperation<Id, Params, Query, Body, Response>, Defaulted>) {
  const operation = { ...defaults, keepLast: false, freshForMs: 0, ...declared, kind: "read" };
  return operation as unknown as ReadOperation<Id, Params, Query, Body, Response>;
}

/** Declares an operation that changes something; without an audit rule it does not compile. */
export function write<
  const Id extends string,
  Response extends z.ZodType,
  const Place extends ChangePlace,
  Params extends z.ZodObject = typeof nothing,
  Query extends z.ZodObject = typeof nothing,
  Body extends z.ZodType = typeof noBody,
>(declared: Optional<WriteOperation<Id, Params, Query, Body, Response, Place>, Defaulted>) {
  const operation = { ...defaults, ...declared, kind: "write" };
  return operation as unknown as WriteOperation<Id, Params, Query, Body, Response, Place>;
}

/** Declares an operation that hands out a secret: a write in every respect, and its answer is never stored. */
export function reveal<
  const Id extends string,
  Response extends z.ZodType,
  const Place extends ChangePlace,
  Params extends z.ZodObject = typeof nothing,
  Query extends z.ZodObject = typeof nothing,
  Body extends z.ZodType = typeof noBody,
>(declared: Optional<WriteOperation<Id, Params, Query, Body, Response, Place>, Defaulted>) {
  const operation = { ...defaults, ...declared, kind: "reveal" };
  return operation as unknown as WriteOperation<Id, Params, Query, Body, Response, Place>;
}
