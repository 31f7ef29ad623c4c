import "server-only";
import { and, eq, ne, sql } from "drizzle-orm";
import type { OAuthConfig } from "next-auth/providers/oauth";
import { z } from "zod";
import { users } from "@/drizzle/schema/people";
import type { AuditFacts } from "@/lib/audit/entry";
import { record } from "@/lib/audit/record";
import { sealSoon } from "@/lib/audit/seal";
import { db } from "@/lib/db/connection";
import { newId } from "@/lib/db/ids";
import { env, type RoleRule } from "@/lib/env";
import { systemActor } from "./actor";
import { neverConfirmed } from "./confirmation";
import type { Role } from "./permissions";

const claims = z.looseObject({
  sub: z.string().min(1),
  email: z.email(),
  email_verified: z.boolean().optional(),
  name: z.string().optional(),
});
type Claims = z.output<typeof claims>;

/** The organization's identity provider, by OpenID Connect discovery; undefined when it is not configured. */
export function oidcProvider(): OAuthConfig<Claims> | undefined {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET } = env();
  if (OIDC_ISSUER === undefined || OIDC_CLIENT_ID === undefined || OIDC_CLIENT_SECRET === undefined)
    return undefined;
  return {
    id: "oidc",
    name: "single sign-on",
    type: "oauth",
    wellKnown: `${OIDC_ISSUER}/.well-known/openid-configuration`,
    clientId: OIDC_CLIENT_ID,
    clientSecret: OIDC_CLIENT_SECRET,
    idToken: true,
    checks: ["pkce", "state", "nonce"],
    authorization: { params: { scope: "openid email profile" } },
    profile: (profile) => ({ id: profile.sub, email: profile.email, name: profile.name ?? profile.email }),
  };
}

/** The claim of this name, or at this dotted path, as the list of words it holds. Names can be URLs, with dots in them. */
function claimWords(profile: unknown, path: string): string[] {
  const value = memberOf(profile, path) ?? path.split(".").reduce(memberOf, profile);
  return (Array.isArray(value) ? value : [value]).filter((word) => typeof word === "string");
}

function memberOf(value: unknown, name: string): unknown {
  if (value === null || typeof value !== "object" || !Object.hasOwn(value, name)) return undefined;
  return (value as Record<string, unknown>)[name];
}

/** The role the claims map to: the first rule that matches, or none. */
export function roleFromClaims(profile: unknown, path: string, rules: readonly RoleRule[]): Role | undefined {
  const words = claimWords(profile, path);
  return rules.find((rule) => words.includes(rule.claimValue))?.role;
}

const authTime = z.looseObject({ auth_time: z.number().nonnegative() });

/**
 * When the identity provider last had the person prove who they are, by the claim `auth_time`; `neverConfirmed` without
 * it, because most sign-ins pass there without a question. Providers owe the claim to whoever asks with `max_age`
 * (OpenID Connect Core 1.0 §2, §3.1.2.1).
 */
export function authenticatedAt(profile: unknown, nowMs = Date.now()): Date {
  const claimed = authTime.safeParse(profile);
  return claimed.success ? new Date(Math.min(claimed.data.auth_time * 1000, nowMs)) : neverConfirmed;
}

export type OidcRefusal = "no_role" | "incomplete_claims" | "disabled" | "address_taken";

/**
 * The account of a person the identity provider vouches for: made at the first sign-in, its role set from the
 * claims at every one. An address that belongs to a password account is not taken over.
 */
export async function provisionOidcUser(
  profile: unknown,
  address: string | null,
): Promise<{ id: string } | OidcRefusal> {
  const parsed = claims.safeParse(profile);
  if (!parsed.success || parsed.data.email_verified === false) return "incomplete_claims";
  const { sub, email, name = email } = parsed.data;
  const issuer = env().OIDC_ISSUER ?? "";
  const role = roleFromClaims(profile, env().OIDC_ROLE_CLAIM, env().OIDC_ROLE_MAP ?? []);
  const result = await db().transaction(async (tx) => {
    const audited = (outcome: "succeeded" | "denied", facts: Pick<AuditFacts, "fields" | "detail">) =>
      record(
        tx,
        {
          actor: { ...systemActor("single sign-on"), address },
          action: "users.provision",
          subject: { type: "user", id: email },
          requestId: newId("req"),
          ...facts,
        },
        outcome,
      );
    const refuse = async (reason: OidcRefusal) => {
      await audited("denied", { detail: { code: reason } });
      return reason;
    };
    if (role === undefined) return refuse("no_role");
    const findPerson = () =>
      tx
        .select()
        .from(users)
        .where(and(eq(users.oidcIssuer, issuer), eq(users.oidcSubject, sub)))
        .for("update");
    const [known] = await findPerson();
    if (known === undefined) {
      const [created] = await tx
        .insert(users)
        .values({
          id: newId("usr"),
          email,
          name,
          role,
          state: "active",
          oidcIssuer: issuer,
          oidcSubject: sub,
        })
        .onConflictDoNothing()
        .returning();
      if (created === undefined) {
        // Either somebody else has the address, or the same person's other window came first.
        const [same] = await findPerson();
        return same === undefined ? refuse("address_taken") : { id: same.id };
      }
      await audited("succeeded", { fields: [`role:${role}`] });
      return { id: created.id };
    }
    if (known.state === "disabled") return refuse("disabled");
    if (known.role === role && known.email === email && known.name === name) return { id: known.id };
    const [taken] = await tx
      .select()
      .from(users)
      .where(and(eq(sql`lower(${users.email})`, email.toLowerCase()), ne(users.id, known.id)));
    if (taken !== undefined) return refuse("address_taken");
    await tx.update(users).set({ role, email, name }).where(eq(users.id, known.id));
    if (known.role !== role) await audited("succeeded", { fields: [`role:${role}`] });
    return { id: known.id };
  });
  sealSoon();
  return result;
}
