import "server-only";
import type { Credential, JuniperCredentials } from "@/lib/contract/juniper-access";
import { notConnected } from "@/lib/vendors/http/vendor-error";
import { type JuniperConfig, juniperConfig, missingJuniperVariables } from "@/lib/vendors/juniper/config";
import { inEnvironment } from "@/lib/vendors/juniper/credentials";
import { idTokenTerm } from "@/lib/vendors/juniper/token";
import { type Environment, environmentOf } from "./environment";
import { type CredentialRow, isKnown, type Rows, readRows } from "./rows";
import { termOf } from "./terms";
import { factsOf } from "./value";
import { replacedInEnvironmentWords, waitingInEnvironmentWords } from "./words";

const iso = (date: Date | null) => date?.toISOString() ?? null;

/** The row as people may see it. */
export function toCredential(row: CredentialRow): Credential {
  return {
    credentialId: row.id,
    kind: row.kind as Credential["kind"],
    state: row.state as Credential["state"],
    source: row.source as Credential["source"],
    issuedAt: iso(row.issuedAt),
    // Nobody knows since when something stands in the environment.
    addedAt: row.source === "environment" ? null : iso(row.addedAt),
    addedBy: row.addedBy,
    provedAt: iso(row.provedAt),
    expiresAt: iso(termOf(row)?.endsAt ?? null),
    retiredAt: iso(row.retiredAt),
    subject: row.subject,
    fingerprintSha256: row.fingerprintSha256,
    words: row.words,
  };
}

const nothingSaid = {
  source: "environment",
  issuedAt: null,
  addedAt: null,
  addedBy: null,
  provedAt: null,
  expiresAt: null,
  retiredAt: null,
  subject: null,
  fingerprintSha256: null,
  words: null,
} as const;

/** The credentials of the way by which the connection proves itself, and how long. @throws VendorError `not_connected` */
export async function readCredentials(
  config: JuniperConfig | undefined = juniperConfig(),
): Promise<JuniperCredentials> {
  if (config === undefined) throw notConnected("juniper", missingJuniperVariables());
  const { auth } = config;
  const environment = environmentOf(config);
  if (auth.kind === "oidc") return { auth: "oidc", ...idToken(auth.idTokenFile) };
  if (environment === undefined) throw new Error("only ID tokens are kept elsewhere");
  const rows = await readRows(environment.kind);
  const current = inUse(rows, environment);
  const term = current && termOf(current);
  return {
    auth: auth.kind,
    credentials: credentialsOf(rows, environment),
    rotationDueAt: iso(term?.dueAt ?? null),
    expiresAt: iso(term?.endsAt ?? null),
  };
}

function idToken(path: string): Pick<JuniperCredentials, "credentials" | "rotationDueAt" | "expiresAt"> {
  const term = idTokenTerm(path);
  const credential: Credential = {
    ...nothingSaid,
    credentialId: inEnvironment,
    kind: "id_token",
    state: "current",
    issuedAt: iso(term?.issuedAt ?? null),
    expiresAt: iso(term?.expiresAt ?? null),
    words: term === undefined ? "The file with the ID token holds none that can be read." : null,
  };
  // Whoever keeps the file fresh rotates it, many times a day.
  return { credentials: [credential], rotationDueAt: null, expiresAt: credential.expiresAt };
}

/** What a term is told from: the row in use, or the environment's own facts where it has none. */
export function inUse(
  rows: Rows,
  environment: Environment,
): Pick<CredentialRow, "kind" | "source" | "issuedAt" | "addedAt" | "expiresAt"> | undefined {
  const { current } = rows;
  if (current !== undefined && !isReplaced(rows, environment)) return current;
  const value = environment.value();
  if (value === undefined) return undefined;
  const { kind } = environment;
  return { kind, source: "environment", addedAt: new Date(), ...factsOf(kind, value) };
}

/** Whether the row in use is the environment's, and another value stands there now that no call has succeeded with yet. */
function isReplaced(rows: Rows, environment: Environment): boolean {
  if (rows.current?.source !== "environment") return false;
  const value = environment.value();
  return value !== undefined && !isKnown(rows, value);
}

const order: readonly Credential["state"][] = ["candidate", "current", "previous", "retired"];

function credentialsOf(rows: Rows, environment: Environment): Credential[] {
  const { current, all } = rows;
  const replaced = isReplaced(rows, environment);
  const listed = all.map((row) =>
    replaced && row === current
      ? { ...toCredential(row), state: "retired" as const, words: replacedInEnvironmentWords }
      : toCredential(row),
  );
  const unwritten = unwrittenOf(rows, environment, replaced);
  const every = unwritten === undefined ? listed : [unwritten, ...listed];
  return every.toSorted((one, other) => order.indexOf(one.state) - order.indexOf(other.state));
}

/** The environment's credentials while they have no row. */
function unwrittenOf(
  rows: Rows,
  { kind, value: read }: Environment,
  replaced: boolean,
): Credential | undefined {
  const { current } = rows;
  const value = read();
  const isWaiting = current?.source === "console" && value !== undefined && !isKnown(rows, value);
  if (current !== undefined && !replaced && !isWaiting) return undefined;
  if (value === undefined) {
    const words = "The files with the certificate and its key cannot be read.";
    return { ...nothingSaid, credentialId: inEnvironment, kind, state: "current", words };
  }
  const facts = factsOf(kind, value);
  return {
    ...nothingSaid,
    ...facts,
    credentialId: inEnvironment,
    kind,
    state: isWaiting ? "candidate" : "current",
    issuedAt: iso(facts.issuedAt),
    expiresAt: iso(facts.expiresAt),
    words: isWaiting ? waitingInEnvironmentWords : null,
  };
}
