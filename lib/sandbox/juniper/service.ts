import type { Answer } from "../kit/answer";
import type { VendorRequest } from "../kit/vendor-server";
import type { JuniperContext } from "./context";
import { refuse, ServiceRefusal } from "./faults";
import type { Operation } from "./operation";
import { authorize } from "./rules/authorization";
import { checkRequestDate, checkTransactionId } from "./rules/envelope";
import { errorAnswer, successAnswer } from "./service-answers";

/** Answers a call that the gateway let through: authorization in the seed's order, envelope, operation. */
export async function answerOperation(
  context: JuniperContext,
  operation: Operation,
  request: VendorRequest,
): Promise<Answer> {
  const about: { operation: Operation["name"]; transactionId?: string } = { operation: operation.name };
  try {
    const body = bodyOf(context, operation, request);
    if (typeof body.transactionId === "string") about.transactionId = body.transactionId;
    const caller = authorize(context, request.headers, body);
    checkRequestDate(body, context.settings().strictRequestDates);
    checkTransactionId(context.state, body);
    const { warnings = [], ...outcome } = await operation.run(context, caller, body);
    return successAnswer(context, about, { ...outcome, warnings });
  } catch (error) {
    if (error instanceof ServiceRefusal) return errorAnswer(context, error.faults, about);
    throw error;
  }
}

/** The three headers that each call must have [seed] are checked where they matter: here and at the gateway. */
function bodyOf(
  { settings }: JuniperContext,
  { name }: Operation,
  { headers, body }: VendorRequest,
): Record<string, unknown> {
  if (!headers["content-type"]?.toLowerCase().startsWith("application/json")) {
    refuse("SIM-400", "Content-Type must be application/json");
  }
  if (!headers.accept?.toLowerCase().includes("application/json")) {
    refuse("SIM-400", "Accept must be application/json");
  }
  const value = objectOf(parseJson(body));
  return settings().wrapRequests ? objectOf(value[`${name}Request`]) : value;
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return refuse("SIM-400", "the body is not JSON");
  }
}

function objectOf(value: unknown): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return refuse("SIM-400", "the body is not the object that was expected");
  }
  return { ...value };
}
