import { errors } from "undici";

/** Whether the network failed before or after a connection stood, and how, in words. */
export interface NetworkFailure {
  kind: "unavailable" | "connection_lost" | "timeout" | "too_large" | "bad_answer" | "denied";
  detail: string;
}

const known: Record<string, NetworkFailure> = {
  ECONNREFUSED: { kind: "unavailable", detail: "the connection was refused" },
  ENOTFOUND: { kind: "unavailable", detail: "the host name is unknown" },
  EAI_AGAIN: { kind: "unavailable", detail: "the host name could not be looked up" },
  EHOSTUNREACH: { kind: "unavailable", detail: "the host cannot be reached" },
  ENETUNREACH: { kind: "unavailable", detail: "the network cannot be reached" },
  UND_ERR_CONNECT_TIMEOUT: { kind: "unavailable", detail: "the connection could not be made in time" },
  ERR_TLS_CERT_ALTNAME_INVALID: {
    kind: "unavailable",
    detail: "the server's certificate is for another host name",
  },
  CERT_HAS_EXPIRED: { kind: "unavailable", detail: "the server's certificate has expired" },
  DEPTH_ZERO_SELF_SIGNED_CERT: { kind: "unavailable", detail: "the server's certificate is self-signed" },
  SELF_SIGNED_CERT_IN_CHAIN: {
    kind: "unavailable",
    detail: "the server's certificate chain is not trusted",
  },
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: {
    kind: "unavailable",
    detail: "the server's certificate chain is not trusted",
  },
  TLS_FILE_UNREADABLE: { kind: "unavailable", detail: "a file with our certificates cannot be read" },
  UND_ERR_BODY_TIMEOUT: { kind: "timeout", detail: "the answer stopped flowing" },
  UND_ERR_HEADERS_OVERFLOW: { kind: "too_large", detail: "the answer's headers are too large" },
};

/** Alerts by which a server turns a client's certificate down, before it looks at a request (RFC 8446 §6.2). */
const certificateAlert =
  /_ALERT_(?:(?:BAD|UNSUPPORTED)_CERTIFICATE|CERTIFICATE_[A-Z]+|UNKNOWN_CA|ACCESS_DENIED)$/;

function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ("code" in error && typeof error.code === "string") return error.code;
  // Several addresses were tried; the first failure speaks for all.
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return codeOf(error.cause);
}

/** Says what a network error means, or undefined when it is not the network's: a mistake of ours must surface. */
export function explainNetworkError(error: unknown): NetworkFailure | undefined {
  if (error instanceof errors.HTTPParserError)
    return { kind: "bad_answer", detail: "the answer is not HTTP" };
  const code = codeOf(error);
  if (code === undefined || code === "UND_ERR_INVALID_ARG") return undefined;
  const named = known[code];
  if (named !== undefined) return { kind: named.kind, detail: `${named.detail} (${code})` };
  if (certificateAlert.test(code)) {
    return { kind: "denied", detail: `our certificate was turned down in the handshake (${code})` };
  }
  return { kind: "connection_lost", detail: `the connection broke off (${code})` };
}
