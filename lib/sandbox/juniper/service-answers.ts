import { type Answer, jsonAnswer } from "../kit/answer";
import type { JuniperContext } from "./context";
import type { Fault } from "./faults";
import type { OperationName } from "./wire";

interface About {
  /** Absent while nobody knows which one was meant. */
  readonly operation?: OperationName;
  /** As it came, for the caller to match; whatever it was. */
  readonly transactionId?: string | undefined;
}

/** `statusCode` 200, or 300 with warnings. */
export function successAnswer(
  context: JuniperContext,
  about: About,
  outcome: { message: string; payload: Record<string, unknown>; warnings: readonly Fault[] },
): Answer {
  const { message, payload, warnings } = outcome;
  const warned = warnings.length > 0;
  return serviceAnswer(context, about, 200, {
    ...common(context, about, warned ? "300" : "200", warned ? "Warning" : "Success", message),
    ...payload,
    ...(warned ? { fault: warnings } : {}),
  });
}

/** `statusCode` 400 with at least one fault; the HTTP status is 400 as well, or 200 by the settings. */
export function errorAnswer(context: JuniperContext, faults: readonly Fault[], about: About = {}): Answer {
  return serviceAnswer(context, about, context.settings().errorStatus, {
    ...common(context, about, "400", "Error", "Request failed"),
    fault: faults,
  });
}

function common(
  { clock }: JuniperContext,
  { transactionId }: About,
  statusCode: string,
  status: string,
  message: string,
) {
  const responseDateTime = clock.now().toISOString();
  return {
    statusCode,
    status,
    message,
    responseDateTime,
    ...(transactionId === undefined ? {} : { transactionId }),
  };
}

function serviceAnswer(
  { settings }: JuniperContext,
  { operation }: About,
  status: number,
  body: Record<string, unknown>,
): Answer {
  const wrapped = operation !== undefined && settings().wrapAnswers;
  return jsonAnswer(status, wrapped ? { [`${operation}Response`]: body } : body);
}
