import pino, { type Logger } from "pino";

/** Names whose values never reach a log, wherever they stand in what is logged. */
const secretNames = [
  "authorization",
  "cookie",
  "password",
  "currentPassword",
  "newPassword",
  "pkcs12Password",
  "token",
  "accessToken",
  "refreshToken",
  "AuthToken",
  "RefreshToken",
  "APIKey",
  "APISecret",
  "secret",
  "link",
];

const holder = globalThis as { munimentLogger?: Logger };

/** JSON lines on standard output, one per event, secrets replaced. */
export function logger(): Logger {
  holder.munimentLogger ??= pino({
    base: { app: "muniment" },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: secretNames.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
      censor: "[redacted]",
    },
    serializers: { error: errorForLog },
  });
  return holder.munimentLogger;
}

/** Name, message, code and stack; a driver's error may carry query parameters, which stay out. */
function errorForLog(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: String(error) };
  const { name, message, stack, cause } = error;
  const code = "code" in error ? String(error.code) : undefined;
  return { name, message, code, stack, ...(cause === undefined ? {} : { cause: errorForLog(cause) }) };
}
