import { type Answer, type Classify, kindOfStatus, messageIn, type Verdict } from "../http/classify";
import { parseJson } from "../http/json";
import { apiCalls, type Envelope, envelopeOf, faultsText } from "./contract";

/** Words of any layer about too many calls (seed, Rate Limit: the request is then not processed). */
const rateLimitWords = /rate[\s_-]?limit/i;

/** An activation code or license key that the vendor quotes; words without a digit stay. */
const quotedSecret =
  /((?:activation[\s_-]?code|license[\s_-]?key|product[\s_-]?key)s?["'\s:=#]+)(?=[\w-]*\d)[\w-]{6,}/gi;

/** RFC 6749 §5.2: the token endpoint does not know us, or not any more. */
const badCredentials: ReadonlySet<string> = new Set([
  "invalid_client",
  "unauthorized_client",
  "invalid_grant",
]);

/** Fault 973 of the sibling APIs: it failed while it wrote its answer, perhaps after it had acted. */
const failedWhileAnswering = "973";

/**
 * Juniper fails in three layers: the gateway by HTTP status and an "Exception" text, the token endpoint as OAuth does,
 * and the service itself by the body's `statusCode` under HTTP 200 or 400, where 300 is a success with warnings.
 */
export const classifyJuniper: Classify = (answer) => {
  const { call, status, text } = answer;
  if (isTooMany(answer)) {
    return { kind: "busy", text: wordsOf(text), tooMany: true, mayHaveActed: false };
  }
  if (!apiCalls.has(call)) return tokenVerdict(answer);
  if (status === 200 || status === 400) return serviceVerdict(answer);
  if (status === 503) {
    // Nobody says that a gateway in trouble has not passed the request on.
    return { kind: "busy", text: wordsOf(text), mayHaveActed: true };
  }
  const kind = kindOfStatus(status);
  if (kind === undefined) return undefined;
  return {
    kind,
    text: wordsOf(text),
    tokenRejected: status === 401,
    ...(status === 401 && {
      detail: "the token is not accepted, or this client is not enabled for this API",
    }),
  };
};

function isTooMany({ status, text }: Answer): boolean {
  return status === 429 || (status >= 400 && rateLimitWords.test(text));
}

function tokenVerdict({ status, text }: Answer): Verdict | undefined {
  const kind = kindOfStatus(status);
  if (kind === undefined) return undefined;
  const error = messageIn(text, ["error"]);
  const description = messageIn(text, ["error_description"]);
  const said = [error, description].filter((part) => part !== undefined).join(": ");
  return {
    kind: error !== undefined && badCredentials.has(error) ? "denied" : kind,
    text: said === "" ? wordsOf(text) : said,
  };
}

function serviceVerdict({ status, text }: Answer): Verdict | undefined {
  const envelope = envelopeIn(text);
  if (envelope === undefined) {
    // What is no envelope under a good status is judged by its form; a bad one needs none.
    return status === 200 ? undefined : { kind: "refused", text: wordsOf(text) };
  }
  const { statusCode, faults } = envelope;
  const said = faultsText(faults) ?? envelope.message ?? undefined;
  const words = said && withoutQuotedSecrets(said);
  if (statusCode === "200" || statusCode === "300") {
    if (status === 200) return undefined;
    const detail = `statusCode ${statusCode} under HTTP status 400`;
    return { kind: "bad_answer", detail, mayHaveActed: true };
  }
  if (said !== undefined && rateLimitWords.test(said)) {
    return { kind: "busy", text: words, tooMany: true, mayHaveActed: false };
  }
  if (faults.some(({ code }) => code === failedWhileAnswering)) {
    return { kind: "unavailable", text: words, mayHaveActed: true };
  }
  if (statusCode === null) {
    if (status === 400) return { kind: "refused", text: words };
    return { kind: "bad_answer", detail: "the answer has no statusCode" };
  }
  const kind = /^[45]\d\d$/.test(statusCode) ? kindOfStatus(Number(statusCode)) : undefined;
  if (kind === undefined) return { kind: "bad_answer", detail: "the answer has an unknown statusCode" };
  return { kind, text: words };
}

function envelopeIn(text: string): Envelope | undefined {
  try {
    return envelopeOf(parseJson(text));
  } catch {
    return undefined;
  }
}

/** Of a gateway's text only its error message: the rest names addresses and users. */
function wordsOf(text: string): string {
  const exception = messageIn(text, ["exception"]);
  if (exception === undefined) return withoutQuotedSecrets(messageIn(text, ["message"]) ?? text);
  const message = /Error Message:\s*(.*?)\s*(?:Request Details:|$)/s.exec(exception)?.[1];
  return withoutQuotedSecrets(message || exception);
}

function withoutQuotedSecrets(words: string): string {
  return words.replace(quotedSecret, "$1[redacted]");
}
