import { readFileSync, statSync } from "node:fs";
import { z } from "zod";
import type { RequestSpec } from "../http/call-spec";
import { ours } from "../http/own-trouble";
import { jsonBody } from "../http/request-body";
import { describeToken, type IssuedToken, type SignInSend, type TokenSupply, tokenText } from "../http/token";
import { VendorError } from "../http/vendor-error";
import type { JuniperAuth } from "./config";
import type { HeldSecret, JuniperCredentials } from "./credentials";

type OAuth2 = Extract<JuniperAuth, { kind: "oauth2" }>;

/** What the gateway's samples live; used only for a token that does not say. */
const assumedLifeS = 3_600;
/** A wrong secret stays wrong, and each try costs a call of the hour's budget. */
const refusedForMs = 300_000;

const tokenAnswer = z.object({
  access_token: tokenText,
  expires_in: z.coerce.number().positive().max(31_536_000).catch(assumedLifeS),
});

/** Where tokens come from; nowhere for a client that presents a certificate instead. */
export function juniperTokens(auth: JuniperAuth, credentials: JuniperCredentials): TokenSupply | undefined {
  switch (auth.kind) {
    case "oauth2":
      return clientCredentials(auth, () => credentials.clientSecrets(), credentials);
    case "oidc":
      return idTokenFile(auth.idTokenFile);
    case "mtls":
      return undefined;
  }
}

/**
 * Values of the environment that must survive in no text. Tokens, and secrets that replaced the environment's, are known
 * to the core as soon as they are used.
 */
export function juniperSecrets(auth: JuniperAuth): string[] {
  return auth.kind === "oauth2" ? secretsOf(auth) : [];
}

type Client = Pick<OAuth2, "clientId" | "clientSecret">;

function secretsOf(client: Client): string[] {
  return [client.clientSecret, basicCredentials(client)];
}

/** RFC 6749 §2.3.1: both are encoded like a form before they are joined. */
function basicCredentials({ clientId, clientSecret }: Client): string {
  const joined = `${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`;
  return Buffer.from(joined, "utf8").toString("base64");
}

/** The token request of the grant "client credentials" (RFC 6749 §4.4.2), in the form that the gateway takes. */
function credentialsSpec(auth: OAuth2): Pick<RequestSpec, "headers" | "body"> {
  const grant = { grant_type: "client_credentials", ...(auth.scope !== undefined && { scope: auth.scope }) };
  const credentials = { client_id: auth.clientId, client_secret: auth.clientSecret };
  const form = (members: Record<string, string>) => ({
    contentType: "application/x-www-form-urlencoded",
    content: new URLSearchParams(members).toString(),
  });
  switch (auth.style) {
    case "json":
      return { body: jsonBody({ ...grant, ...credentials }) };
    case "form":
      return { body: form({ ...grant, ...credentials }) };
    case "basic":
      return { headers: { authorization: `Basic ${basicCredentials(auth)}` }, body: form(grant) };
  }
}

/**
 * Tokens for client id and secret. Of several secrets the next is tried when the one before is turned down, and `keeper` is
 * told which one was used instead.
 */
export function clientCredentials(
  auth: OAuth2,
  secrets: JuniperCredentials["clientSecrets"],
  keeper?: Pick<JuniperCredentials, "insteadOf" | "worked">,
): TokenSupply {
  const { origin, pathname } = new URL(auth.tokenUrl);
  /** What was turned down at the last sign-in. */
  let turnedDown: readonly string[] = [];
  /** What the keeper is being told; never rejects. */
  let noting: Promise<void> = Promise.resolve();
  const ask = async (send: SignInSend, { id, secret }: HeldSecret): Promise<IssuedToken> => {
    const client = { ...auth, clientSecret: secret };
    const { headers, body } = credentialsSpec(client);
    const { access_token, expires_in } = await send({
      method: "POST",
      origin,
      path: `/${pathname.slice(1)}`,
      headers: { accept: "application/json", ...headers },
      body,
      secrets: secretsOf(client),
      answer: tokenAnswer,
    });
    const issuedAtMs = Date.now();
    return {
      value: access_token,
      issuedAtMs,
      expiresAtMs: issuedAtMs + expires_in * 1_000,
      madeWith: { id, secrets: secretsOf(client) },
    };
  };
  return {
    authorization: (token) => `Bearer ${token}`,
    refreshBeforeMs: 60_000,
    refusedForMs,
    async areOthersThere() {
      const known = new Set(turnedDown);
      return (await ours(secrets())).some(({ id }) => !known.has(id));
    },
    // What was used instead of another is only then in use.
    worked: async (id) => await noting.then(() => keeper?.worked(id)),
    async signIn(send) {
      turnedDown = [];
      let refusal: unknown = unusable("signing in", "there is no client secret");
      for (const held of await ours(secrets())) {
        try {
          const token = await ask(send, held);
          for (const id of turnedDown) {
            noting = noting.then(() => keeper?.insteadOf(id, held.id)).catch(() => {});
          }
          return token;
        } catch (error) {
          if (!(error instanceof VendorError && error.kind === "denied")) throw error;
          turnedDown = [...turnedDown, held.id];
          refusal = error;
        }
      }
      throw refusal;
    },
  };
}

/** Tells one state of a file from another, also behind the changing links of mounted secrets. */
function stateOf(path: string): string | undefined {
  const facts = statSync(/* turbopackIgnore: true */ path, { throwIfNoEntry: false });
  return facts && [facts.ino, facts.size, facts.mtimeMs].join(" ");
}

/** The ID token in a file, read again when the file changes and when its token has expired. No call is made for it. */
function idTokenFile(path: string): TokenSupply {
  const call = "reading the ID token";
  let readState: string | undefined;
  return {
    authorization: (token) => `Bearer ${token}`,
    refreshBeforeMs: 60_000,
    // Looking into the file again costs nothing.
    refusedForMs: 0,
    isOutdated: () => stateOf(path) !== readState,
    async signIn() {
      const state = stateOf(path);
      const value = tokenText.safeParse(contentOf(path)?.trim());
      if (!value.success) throw unusable(call, "JUNIPER_ID_TOKEN_FILE holds no token that can be read");
      const { expiresAtMs, issuedAtMs, subject } = idTokenFacts(value.data);
      if (expiresAtMs <= Date.now()) throw unusable(call, "the token in JUNIPER_ID_TOKEN_FILE has expired");
      readState = state;
      return { value: value.data, issuedAtMs, expiresAtMs, subject };
    },
  };
}

function contentOf(path: string): string | undefined {
  try {
    return readFileSync(/* turbopackIgnore: true */ path, "utf8");
  } catch {
    return undefined;
  }
}

/** When the ID token in a file was issued and when it expires, as it says itself. Undefined when it cannot be read. */
export function idTokenTerm(path: string): { issuedAt: Date | null; expiresAt: Date | null } | undefined {
  const value = tokenText.safeParse(contentOf(path)?.trim());
  if (!value.success) return undefined;
  const { iat, exp } = claimsIn(value.data) ?? {};
  const dateOf = (seconds: number | undefined) => (seconds === undefined ? null : new Date(seconds * 1_000));
  return { issuedAt: dateOf(iat), expiresAt: dateOf(exp) };
}

/** From the token's own words, by our clock: it may have lain in the file for a while. */
function idTokenFacts(value: string) {
  const now = Date.now();
  const described = describeToken(value, now, assumedLifeS * 1_000);
  const claims = claimsIn(value);
  return {
    subject: described.subject,
    issuedAtMs: claims?.iat === undefined ? now : Math.min(claims.iat * 1_000, now),
    expiresAtMs: claims?.exp === undefined ? described.expiresAtMs : claims.exp * 1_000,
  };
}

const claims = z.object({ exp: z.number().optional(), iat: z.number().optional() });

/** Of a JWT, unverified: it is Juniper's to verify. */
function claimsIn(value: string): z.output<typeof claims> | undefined {
  try {
    const payload = Buffer.from(value.split(".")[1] ?? "", "base64url").toString("utf8");
    return claims.safeParse(JSON.parse(payload)).data;
  } catch {
    return undefined;
  }
}

function unusable(call: string, detail: string): VendorError {
  return new VendorError({
    kind: "denied",
    vendor: "juniper",
    call,
    requestId: "",
    mayHaveActed: false,
    detail,
  });
}
