import "server-only";
import type { z } from "zod";
import type { Actor } from "@/lib/access/actor";
import { actorCan } from "@/lib/access/actor";
import { confirmationNeeded, isConfirmed } from "@/lib/access/confirmation";
import { currentSession } from "@/lib/access/session";
import type { Asking, Session } from "@/lib/access/sessions";
import type { AuditAction } from "@/lib/contract/audit-actions";
import type {
  AnyOperation,
  AnyRead,
  AnyWrite,
  ReadOperation,
  WriteOperation,
} from "@/lib/contract/operation";
import { Refusal } from "@/lib/contract/problem";
import { newId } from "@/lib/db/ids";
import { answerThroughMemory, forgetFreshAnswers, type Known } from "@/lib/domain/last-answers/last-answers";
import { logger } from "@/lib/log";
import {
  type Act,
  forbidden,
  guard,
  type Note,
  performAtVendor,
  performInRecords,
  refuse,
} from "@/lib/operations/perform";
import { type FileStream, performStream } from "@/lib/operations/perform-stream";
import type { RecordsPermit } from "@/lib/operations/records-permit";
import type { Permit, Reading } from "@/lib/vendors/http/permit";
import type { VendorError } from "@/lib/vendors/http/vendor-error";
import { attachment } from "./attachment";
import { type ParsedInput, parseInput } from "./input";
import { problemResponse, toProblem } from "./problem";
import { requireSameOrigin } from "./same-origin";

interface Parsed<Params, Query, Body> {
  params: Params;
  query: Query;
  body: Body;
  /** The request itself, for operations whose body is a file. */
  request: Request;
  actor: Actor;
  session: Session;
}

type InputOf<Operation> =
  Operation extends ReadOperation<string, infer Params, infer Query, infer Body>
    ? Parsed<z.output<Params>, z.output<Query>, z.output<Body>>
    : Operation extends WriteOperation<string, infer Params, infer Query, infer Body>
      ? Parsed<z.output<Params>, z.output<Query>, z.output<Body>>
      : never;

/** Streams answer with a file, the others with what the contract declares. */
type AnswerOf<Operation extends AnyOperation> = FileStream | z.input<Operation["response"]>;

/**
 * Says how old the answer is that a read gives from what all processes share; with `staleBecause` where it is older than
 * it should be. `anew` is set when somebody wants to see it asked for.
 */
export interface TellAge {
  (answeredAt: Date, staleBecause?: VendorError): void;
  readonly anew: boolean;
}

/** A read is handed what a read may have; a write gets its permit, and only from here. */
type HandlerOf<Operation extends AnyOperation> = Operation extends AnyRead
  ? (input: InputOf<Operation> & { reading: Reading; tellAge: TellAge }) => Promise<AnswerOf<Operation>>
  : Operation extends WriteOperation<string, infer _P, infer _Q, infer _B, infer _R, infer Place>
    ? (
        input: InputOf<Operation> & { note: Note; permit: Place extends "vendor" ? Permit : RecordsPermit },
      ) => Promise<AnswerOf<Operation>>
    : never;

/**
 * What an operation may have beside its handler. A read: what may be answered without asking the vendor, because
 * something else keeps it up to date. A change in our records: what comes before its transaction, and can refuse it.
 */
type BesideOf<Operation extends AnyOperation> = Operation extends AnyRead
  ? (
      input: Pick<InputOf<Operation>, "params" | "query" | "body">,
    ) => Promise<Known<z.input<Operation["response"]>> | undefined>
  : Operation extends WriteOperation<string, infer _P, infer _Q, infer _B, infer _R, "records">
    ? (input: InputOf<Operation>) => Promise<void>
    : never;

type RouteHandler = (
  request: Request,
  context: { params?: Promise<Record<string, string>> },
) => Promise<Response>;

/**
 * Turns a declared operation and what carries it out into an HTTP handler: who asks, may they, is the input sound,
 * then the read or the gated change, then the answer in the contract's shape. Nothing else answers under /api/v1.
 */
export function route<Operation extends AnyOperation>(
  operation: Operation,
  handler: HandlerOf<Operation>,
  beside?: BesideOf<Operation>,
): RouteHandler {
  return async (request, context) => {
    const requestId = newId("req");
    try {
      const session = await requireSession();
      if (operation.method !== "GET") requireSameOrigin(request);
      const asked: Asked = {
        request,
        requestId,
        session,
        actor: session.actor,
        params: (await context.params) ?? {},
      };
      return operation.kind === "read"
        ? await answerRead(operation, handler as AnyHandler, asked, beside)
        : await answerWrite(operation as AnyWrite, handler as AnyHandler, asked, beside);
    } catch (error) {
      const document = toProblem(error, requestId);
      if (document.status >= 500) {
        logger().warn(
          { error, requestId, operation: operation.operationId, code: document.code },
          "request failed",
        );
      }
      return problemResponse(document);
    }
  };
}

interface Asked {
  request: Request;
  requestId: string;
  session: Session;
  actor: Actor;
  params: Record<string, string>;
}

// biome-ignore lint/suspicious/noExplicitAny: inside, one handler stands for all; `route` checks each at its place.
type AnyHandler = (input: any) => Promise<any>;

/** @throws Refusal when nobody is signed in */
export async function requireSession(asking?: Asking): Promise<Session> {
  const session = await currentSession(asking);
  if (session !== undefined) return session;
  throw new Refusal("unauthenticated", {
    detail: "There is no session, or it has ended.",
    next: "Sign in and try again.",
  });
}

async function answerRead(
  operation: AnyRead,
  handler: AnyHandler,
  asked: Asked,
  known?: AnyHandler,
): Promise<Response> {
  if (!actorCan(asked.actor, operation.permission)) throw forbidden(operation.permission);
  const input = await parseInput(operation, asked.request, asked.params);
  const shared = operation.keepLast || operation.freshForMs > 0;
  // An answer that others may be waiting for too is not given up because one of them left.
  const reading: Reading = shared
    ? { requestId: asked.requestId, askedBy: asked.actor.name }
    : { requestId: asked.requestId, askedBy: asked.actor.name, signal: asked.request.signal };
  let told: Aged | undefined;
  const tellAge: TellAge = Object.assign(
    (answeredAt: Date, staleBecause?: VendorError) => {
      told = { answeredAt, staleBecause };
    },
    { anew: wantsAnew(asked.request) },
  );
  const ask = () => handler({ ...input, ...handlerContext(asked), reading, tellAge });
  if (operation.responseType === "stream") return attachment(await ask(), asked.requestId);
  if (!shared) {
    const value = await ask();
    return json(operation, value, asked.requestId, told && ageHeaders(told, asked.requestId));
  }
  const { operationId, freshForMs, keepLast } = operation;
  const answer = await answerThroughMemory(
    {
      operationId,
      input: [input.params, input.query, input.body],
      freshForMs,
      keepLast,
      anew: wantsAnew(asked.request),
      ...(known && { known: () => known(input) }),
    },
    async () => operation.response.parse(await ask()),
    (kept) => operation.response.safeParse(kept).data,
  );
  return json(operation, answer.value, asked.requestId, ageHeaders(answer, asked.requestId));
}

interface Aged {
  answeredAt: Date;
  staleBecause?: VendorError | undefined;
}

/** From when an answer is; the code of the trouble for which it is not newer, and when that is over, where it is known. */
function ageHeaders({ answeredAt, staleBecause }: Aged, requestId: string): Record<string, string> {
  const asOf = { "x-muniment-as-of": answeredAt.toISOString() };
  if (staleBecause === undefined) return asOf;
  const { code, retryAfterSeconds } = toProblem(staleBecause, requestId);
  const nextAt =
    retryAfterSeconds === undefined ? undefined : new Date(Date.now() + retryAfterSeconds * 1_000);
  return {
    ...asOf,
    "x-muniment-stale": code,
    ...(nextAt && { "x-muniment-next-at": nextAt.toISOString() }),
  };
}

/** "No-cache" asks for an answer that was checked at its origin (RFC 9111 §5.2.1.4). */
function wantsAnew({ headers }: Request): boolean {
  return /(^|[\s,])no-cache($|[\s,])/i.test(headers.get("cache-control") ?? "");
}

async function answerWrite(
  operation: AnyWrite,
  handler: AnyHandler,
  asked: Asked,
  before?: AnyHandler,
): Promise<Response> {
  const act = (input: ParsedInput | undefined): Act => ({
    actor: asked.actor,
    action: operation.operationId as AuditAction,
    permission: operation.permission,
    requestId: asked.requestId,
    subject: input === undefined ? { type: "unread", id: operation.path } : operation.audit.subject(input),
    fields: input === undefined ? [] : (operation.audit.fields?.(input) ?? []),
    statedReason: input === undefined ? undefined : operation.audit.reason?.(input),
    jobId: input === undefined ? undefined : operation.audit.job?.(input),
  });
  const readable = () => parseInput(operation, asked.request, asked.params).catch(() => undefined);
  // The right comes before the input: whoever may not do it learns nothing about what would be sound.
  if (!actorCan(asked.actor, operation.permission)) await guard(act(await readable()));
  // On record as well: somebody at a screen that was left open may go no further than this.
  if (operation.needsConfirmation && !isConfirmed(asked.session)) {
    await refuse(act(await readable()), confirmationNeeded());
  }
  const input = await parseInput(operation, asked.request, asked.params);
  const given = { ...input, ...handlerContext(asked) };
  if (operation.responseType === "stream") {
    const { file, body } = await performStream(act(input), (permit, note) =>
      handler({ ...given, permit, note }),
    );
    return attachment(file, asked.requestId, body);
  }
  const finishes = operation.audit.finishes ?? "now";
  const performed =
    operation.audit.place === "vendor"
      ? performAtVendor(act(input), finishes, (permit, note) => handler({ ...given, permit, note }))
      : performInRecords(
          act(input),
          (permit, note) => handler({ ...given, permit, note }),
          before && (() => before(given)),
        );
  // After a failure too: the vendor may have acted.
  const result = await performed.finally(forgetFreshAnswers);
  return json(operation, result, asked.requestId);
}

function handlerContext({ request, actor, session }: Asked) {
  return { request, actor, session };
}

/** The answer, with whatever the contract does not name taken out. */
function json(
  operation: AnyOperation,
  value: unknown,
  requestId: string,
  headers: Record<string, string> = {},
): Response {
  return Response.json(operation.response.parse(value), {
    headers: { "cache-control": "no-store", "x-request-id": requestId, ...headers },
  });
}
