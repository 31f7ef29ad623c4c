import pino, { type Logger, type LoggerOptions } from "pino";

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
  "clientSecret",
  "privateKeyPem",
  "link",
  // End-to-end keys, by our names and by u-blox's. Answers that hold them are sealed besides.
  "key",
  "encryptionKey",
  "authenticationKey",
  "nonce",
  "kiv",
  "aesIv",
  "otherParameters",
  "Key",
  "EncryptionKey",
  "AuthenticationKey",
  "Nonce",
  "KIV",
  "AESIV",
];

/** How events are written: exported for the test that looks for secrets. */
export const logOptions: LoggerOptions = {
  base: { app: "muniment" },
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: { paths: secretNames.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: "[redacted]" },
  serializers: { error: errorForLog },
};

const holder = globalThis as { munimentLogger?: Logger };

/** JSON lines on standard output, one per event, secrets replaced. */
export function logger(): Logger {
  holder.munimentLogger ??= pino(logOptions);
  return holder.munimentLogger;
}

/** A database error's message ends with the values of its statement, which may be a password's hash. */
const withoutValues = (text: string | undefined) => text?.replace(/\nparams:[\s\S]*?(?=\n {4}at |$)/, "");

/** Name, message, code and stack, of the error and of what caused it. */
function errorForLog(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: String(error) };
  const { name, cause } = error;
  const [message, stack] = [withoutValues(error.message), withoutValues(error.stack)];
  const code = "code" in error ? String(error.code) : undefined;
  return { name, message, code, stack, ...(cause === undefined ? {} : { cause: errorForLog(cause) }) };
}
