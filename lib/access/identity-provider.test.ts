import { createHash, randomBytes } from "node:crypto";
import { createRemoteJWKSet, jwtVerify } from "jose";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type IdentityProvider, startIdentityProvider } from "@/e2e/fixtures/identity-provider";
import { roleFromClaims } from "./oidc";

// The identity provider of the journeys, spoken to as the console speaks to one.

const redirectUri = "http://localhost:3000/api/auth/callback/oidc";
const ada = {
  subject: "ada-1",
  email: "ada@example.com",
  name: 'Ada "the first" <Lovelace>',
  groups: ["staff", "console-support"],
};
const eve = { subject: "eve-2", email: "eve@example.com", emailVerified: false, name: "Eve", groups: [] };

let provider: IdentityProvider;
beforeAll(async () => {
  provider = await startIdentityProvider({ port: 0, redirectUris: [redirectUri], users: [ada, eve] });
});
afterAll(() => provider.stop());

const discovered = async () =>
  (await (await fetch(`${provider.issuer}/.well-known/openid-configuration`)).json()) as Record<
    string,
    string
  >;

/** A browser without a screen: keeps cookies, follows nothing by itself. */
function browser() {
  const cookies = new Map<string, string>();
  return async (url: string, form?: Record<string, string>): Promise<Response> => {
    const response = await fetch(url, {
      redirect: "manual",
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; ") },
      ...(form === undefined ? {} : { method: "POST", body: new URLSearchParams(form) }),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      cookies.set(name, value);
    }
    return response;
  };
}

const locationOf = (response: Response) => new URL(response.headers.get("location") ?? "", provider.issuer);

/** From the console's redirect to the one back to it. */
async function authorize(subject: string, request: Record<string, string>): Promise<URL> {
  const { authorization_endpoint = "" } = await discovered();
  const visit = browser();
  const parameters = {
    client_id: provider.clientId,
    redirect_uri: redirectUri,
    response_type: "code",
    ...request,
  };
  const interaction = locationOf(await visit(`${authorization_endpoint}?${new URLSearchParams(parameters)}`));
  if (interaction.origin !== provider.issuer) return interaction;
  const page = await (await visit(interaction.href)).text();
  expect(page).toContain(`value="${subject}"`);
  const resumed = locationOf(await visit(interaction.href, { subject }));
  return locationOf(await visit(resumed.href));
}

function pkce() {
  const verifier = randomBytes(32).toString("base64url");
  const challenge = createHash("sha256").update(verifier).digest("base64url");
  return { verifier, request: { code_challenge: challenge, code_challenge_method: "S256" } };
}

async function exchange(code: string, verifier: string): Promise<Response> {
  const { token_endpoint = "" } = await discovered();
  const credentials = Buffer.from(`${provider.clientId}:${provider.clientSecret}`).toString("base64");
  return fetch(token_endpoint, {
    method: "POST",
    headers: { authorization: `Basic ${credentials}` },
    body: new URLSearchParams({
      grant_type: "authorization_code",
      code,
      redirect_uri: redirectUri,
      code_verifier: verifier,
    }),
  });
}

const scope = "openid email profile";

test("it is found by discovery, on this machine alone", async () => {
  expect(new URL(provider.issuer).hostname).toBe("127.0.0.1");
  expect(await discovered()).toMatchObject({
    issuer: provider.issuer,
    response_types_supported: ["code"],
    code_challenge_methods_supported: ["S256"],
  });
});

describe("somebody who is chosen", () => {
  test("comes back with a code for an ID token that holds the nonce, name, address and groups", async () => {
    const { verifier, request } = pkce();
    const back = await authorize(ada.subject, { ...request, scope, state: "state-1", nonce: "nonce-1" });
    expect(back.origin + back.pathname).toBe(redirectUri);
    expect(back.searchParams.get("state")).toBe("state-1");
    const answer = await exchange(back.searchParams.get("code") ?? "", verifier);
    const { id_token } = (await answer.json()) as { id_token: string };
    const keys = createRemoteJWKSet(new URL((await discovered()).jwks_uri ?? ""));
    const { payload } = await jwtVerify(id_token, keys, {
      issuer: provider.issuer,
      audience: provider.clientId,
    });
    expect(payload).toMatchObject({
      sub: "ada-1",
      nonce: "nonce-1",
      email: "ada@example.com",
      email_verified: true,
      name: ada.name,
      groups: ada.groups,
    });
    expect(roleFromClaims(payload, "groups", [{ claimValue: "console-support", role: "support" }])).toBe(
      "support",
    );
  });

  test("may have an address that is not verified, and no groups", async () => {
    const { verifier, request } = pkce();
    const back = await authorize(eve.subject, { ...request, scope, nonce: "n" });
    const answer = (await (await exchange(back.searchParams.get("code") ?? "", verifier)).json()) as {
      id_token: string;
    };
    const claims = JSON.parse(Buffer.from(answer.id_token.split(".")[1] ?? "", "base64url").toString());
    expect(claims).toMatchObject({ sub: "eve-2", email_verified: false, groups: [] });
  });
});

describe("it refuses", () => {
  test("for the person", async () => {
    const back = await authorize("", { ...pkce().request, scope, state: "s" });
    expect(back.searchParams.get("error")).toBe("access_denied");
    expect(back.searchParams.get("state")).toBe("s");
  });

  test("to work without PKCE", async () => {
    const back = await authorize(ada.subject, { scope });
    expect(back.searchParams.get("error")).toBe("invalid_request");
  });

  test("a code with another verifier, and a code that was used", async () => {
    const code = (await authorize(ada.subject, { ...pkce().request, scope })).searchParams.get("code") ?? "";
    expect((await exchange(code, pkce().verifier)).status).toBe(400);
    const second = pkce();
    const another =
      (await authorize(ada.subject, { ...second.request, scope })).searchParams.get("code") ?? "";
    expect((await exchange(another, second.verifier)).status).toBe(200);
    expect((await exchange(another, second.verifier)).status).toBe(400);
  });

  test("to send people anywhere but back to the console", async () => {
    const { authorization_endpoint = "" } = await discovered();
    const parameters = {
      client_id: provider.clientId,
      redirect_uri: "https://evil.example/",
      response_type: "code",
      scope,
    };
    const response = await fetch(`${authorization_endpoint}?${new URLSearchParams(parameters)}`, {
      redirect: "manual",
    });
    expect(response.status).toBe(400);
    expect(response.headers.get("location")).toBeNull();
  });
});
