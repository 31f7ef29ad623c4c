import "server-only";
import type { AuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { env } from "@/lib/env";
import { logger } from "@/lib/log";
import { clientAddress } from "./client-address";
import { cookieName, isSecure, sessionCookie } from "./cookies";
import { authenticatedAt, oidcProvider, provisionOidcUser } from "./oidc";
import { checkPassword } from "./password-sign-in";
import { enterByProvider, isSomebodyElse } from "./provider-entry";
import { currentSession } from "./session";
import { endSession, sessionMsMax, startSession } from "./sessions";

/**
 * next-auth proves who somebody is and carries one sealed cookie. What the cookie holds is only the id of a session
 * row of ours; role and state are read anew at every request, so taking them away takes effect at once.
 */
export function authOptions(requestHeaders: Headers): AuthOptions {
  const address = clientAddress(requestHeaders);
  const oidc = oidcProvider();
  return {
    secret: env().AUTH_SECRET,
    useSecureCookies: isSecure(),
    session: { strategy: "jwt", maxAge: sessionMsMax / 1000 },
    pages: { signIn: "/sign-in", error: "/sign-in", signOut: "/sign-in" },
    cookies: cookies(),
    providers: [
      CredentialsProvider({
        credentials: { email: {}, password: {} },
        authorize: (credentials) =>
          checkPassword({ email: credentials?.email ?? "", password: credentials?.password ?? "", address }),
      }),
      ...(oidc === undefined ? [] : [oidc]),
    ],
    callbacks: {
      /**
       * Default deny: a person of the identity provider without a mapped role gets no account and no session. Whoever is
       * signed in here already can only confirm to be the same person.
       */
      async signIn({ user, account, profile }) {
        if (account?.type !== "oauth") return true;
        const provisioned = await provisionOidcUser(profile, address);
        if (typeof provisioned === "string") return `/sign-in?error=${provisioned}`;
        if (await isSomebodyElse(await currentSession(), provisioned.id)) {
          return "/confirm-identity?error=another_person";
        }
        user.id = provisioned.id;
        return true;
      },
      async jwt({ token, user, account, profile }) {
        if (!user) return { sessionId: token.sessionId };
        if (account?.type !== "oauth") return { sessionId: await startSession(user.id, address) };
        const vouched = { userId: user.id, authenticatedAt: authenticatedAt(profile), address };
        return { sessionId: await enterByProvider(vouched, await currentSession()) };
      },
      /** The browser is told nothing here: pages ask `session.get`. */
      session: ({ session }) => ({ expires: session.expires }),
    },
    events: {
      async signOut({ token }) {
        if (typeof token?.sessionId === "string") await endSession(token.sessionId);
      },
    },
    logger: {
      error: (code, metadata) =>
        logger().warn({ code, error: metadata instanceof Error ? metadata : undefined }, "sign-in"),
      warn: (code) => logger().debug({ code }, "sign-in"),
      debug: () => undefined,
    },
  };
}

function cookies(): AuthOptions["cookies"] {
  const options = { httpOnly: true, sameSite: "lax" as const, path: "/", secure: isSecure() };
  const minutes = (count: number) => ({ ...options, maxAge: count * 60 });
  return {
    sessionToken: { name: sessionCookie(), options },
    csrfToken: { name: cookieName("csrf"), options },
    callbackUrl: { name: cookieName("callback"), options },
    pkceCodeVerifier: { name: cookieName("pkce"), options: minutes(15) },
    state: { name: cookieName("state"), options: minutes(15) },
    nonce: { name: cookieName("nonce"), options: minutes(15) },
  };
}
