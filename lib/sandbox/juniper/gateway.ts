import { juniperCredentials } from "../credentials";
import { type Answer, jsonAnswer } from "../kit/answer";
import { SECOND_MS } from "../kit/clock";
import type { VendorRequest } from "../kit/vendor-server";
import type { JuniperContext } from "./context";
import { fault } from "./faults";
import { errorAnswer } from "./service-answers";
import { BASE_PATH } from "./wire";

/** Who calls: a bearer token, or on the port for mutual TLS a certificate whose time has not run out. */
export async function isAuthenticated(
  { tokens, clock, settings }: JuniperContext,
  { headers, clientCertificate }: VendorRequest,
): Promise<boolean> {
  if (!settings().clientEnabled) return false;
  if (clientCertificate === null) return await tokens.isGood(headers.authorization);
  // The handshake went by the machine's time; what counts is the sandbox's.
  const { validFromDate, validToDate } = clientCertificate;
  return validFromDate <= clock.now() && clock.now() < validToDate;
}

/** How the gateway itself refuses; the service behind it never saw the call. */
export function gatewayAnswer(
  { clock }: JuniperContext,
  request: Pick<VendorRequest, "path">,
  status: number,
  words: string,
): Answer {
  const now = clock.now();
  const time = now.toLocaleTimeString("en-US", { timeZone: "UTC" });
  const date = now.toLocaleDateString("en-US", { dateStyle: "medium", timeZone: "UTC" });
  return jsonAnswer(status, {
    Exception:
      `API Gateway encountered an error. Error Message: ${words}. ` +
      `Request Details: Service - ${BASE_PATH.split("/")[1]}, Operation - ${operationOf(request.path)}, ` +
      `Invocation Time:${time}, Date:${date}, Client IP - 127.0.0.1, User - Default and Application:null`,
  });
}

/** Counts the call. Null: it may go on. */
export function rateRefusal(context: JuniperContext, request: VendorRequest): Answer | null {
  const { rate, clock, settings } = context;
  const { hourlyLimit, rejectedCallsCount, rateLimitStatus, announceRetryAfter } = settings();
  const nowMs = clock.nowMs();
  if (rate.admit(nowMs, { limit: hourlyLimit, rejectedCount: rejectedCallsCount })) return null;
  const allowed = `A maximum of ${hourlyLimit} requests per hour is allowed for client ${juniperCredentials.clientId}`;
  const answer =
    rateLimitStatus === 400
      ? errorAnswer(context, [fault("SIM-429", allowed)])
      : gatewayAnswer(context, request, rateLimitStatus, `Rate limit exceeded. ${allowed}`);
  const nextAtMs = rate.nextAtMs(nowMs, hourlyLimit);
  if (!announceRetryAfter || nextAtMs === null) return answer;
  const seconds = Math.ceil((nextAtMs - nowMs) / SECOND_MS);
  return { ...answer, headers: { ...answer.headers, "retry-after": String(seconds) } };
}

function operationOf(path: string): string {
  return path.startsWith(BASE_PATH) ? path.slice(BASE_PATH.length) : path;
}
