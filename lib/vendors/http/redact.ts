const mark = "[redacted]";

/** Longer foreign text than this is cut before it is searched, so that hostile text cannot cost time. */
const searchedCharactersMax = 16_384;

/** Words in a field's name that make its value a secret. Bounded repetition keeps the search linear. */
const secretName =
  "[\\w.-]{0,40}(?:passw(?:or)?d|passphrase|pwd|secret|token|api[_-]?key|private[_-]?key|credential|authorization|cookie)[\\w-]{0,40}";

/** Fields of the key services that hold key material under innocent names (u-blox seed, e2e endpoints). */
const keyMaterialName = "(?:\\w{0,40}Key|KIV|AESIV|Nonce)";

const quotedValue = `"(?:[^"\\\\]|\\\\.)*"?`;

const patterns: readonly { pattern: RegExp; replacement: string }[] = [
  {
    pattern:
      /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY-----|$)/g,
    replacement: mark,
  },
  { pattern: /\beyJ[\w-]{8,}(?:\.[\w-]*){0,4}/g, replacement: mark },
  {
    pattern: /\b(Bearer|Basic)\s+(?=[\w.~+/=-]*[\d=])[\w.~+/=-]{8,}/gi,
    replacement: `$1 ${mark}`,
  },
  { pattern: /\/\/[^\s/@:]{1,200}:[^\s/@]{1,200}@/g, replacement: `//${mark}@` },
  { pattern: new RegExp(`("${keyMaterialName}"\\s*:\\s*)${quotedValue}`, "g"), replacement: `$1"${mark}"` },
  {
    pattern: new RegExp(`("${secretName}"\\s*:\\s*)(?:${quotedValue}|[^\\s,}\\]]+)`, "gi"),
    replacement: `$1"${mark}"`,
  },
  {
    pattern: new RegExp(
      `(\\b${secretName}\\s*[=:]\\s*)(?:(?:Bearer|Basic)\\s+)?["']?[^\\s&;,"'}]+["']?`,
      "gi",
    ),
    replacement: `$1${mark}`,
  },
];

const secretField = new RegExp(`^(?:${secretName}|${keyMaterialName})$`, "i");

/** u-blox calls the features of a device its authorizations. */
const harmless: ReadonlySet<string> = new Set(["Authorizations"]);

/** Whether a field of this name holds a secret, such as `pkcs12Password` or `AuthorizationToken`. */
export function isSecretName(name: string): boolean {
  return secretField.test(name) && !harmless.has(name);
}

function spellings(secret: string): string[] {
  return [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)];
}

/**
 * Takes secrets out of foreign text: the exact values in `secrets` (longer than 3 characters), then whatever looks
 * like a token, a password field, a private key or key material. Text beyond 16,384 characters is dropped.
 */
export function redact(text: string, secrets: readonly string[] = []): string {
  let clean = text.slice(0, searchedCharactersMax);
  const known = [...new Set(secrets.filter((secret) => secret.length > 3).flatMap(spellings))];
  for (const secret of known.sort((left, right) => right.length - left.length)) {
    clean = clean.replaceAll(secret, mark);
  }
  for (const { pattern, replacement } of patterns) clean = clean.replace(pattern, replacement);
  return clean;
}

/** A copy of parsed JSON in which the value of every field with a secret's name is replaced. */
export function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, isSecretName(name) ? mark : withoutSecrets(inner)]),
  );
}

const shownCharactersMax = 300;

/**
 * Foreign text made fit to be shown and kept: no secrets, no control characters, one line, at most 300 characters.
 * An HTML page says nothing to people as text: undefined, as for empty text.
 */
export function presentable(text: string, secrets: readonly string[] = []): string | undefined {
  if (looksLikeHtml(text)) return undefined;
  const line = redact(text, secrets)
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, " ")
    .trim();
  if (line === "") return undefined;
  return line.length > shownCharactersMax ? `${line.slice(0, shownCharactersMax - 1)}…` : line;
}

/** Whether an answer is a page for people (a login form, a proxy's error page) instead of data. */
export function looksLikeHtml(text: string): boolean {
  return /^\s*(?:<\?xml[^>]{0,200}>\s*)?<(?:!doctype\s+html|html|head|body)\b/i.test(text.slice(0, 1_024));
}
