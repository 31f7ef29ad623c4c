import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { SignInScreen } from "@/components/sign-in/sign-in-screen";
import { localPath } from "@/lib/access/local-path";
import { currentSession } from "@/lib/access/session";
import { env } from "@/lib/env";

export const metadata: Metadata = { title: "Sign in" };

interface Props {
  searchParams: Promise<{ next?: string; error?: string; callbackUrl?: string }>;
}

export default async function SignInPage({ searchParams }: Props) {
  const { next, error } = await searchParams;
  if ((await currentSession()) !== undefined) {
    // Whoever is signed in and comes from the identity provider with an error wanted to confirm who they are.
    redirect(error === undefined ? localPath(next) : `/confirm-identity?error=${encodeURIComponent(error)}`);
  }
  return (
    <SignInScreen
      next={localPath(next)}
      error={error ?? null}
      singleSignOn={env().OIDC_ISSUER !== undefined}
    />
  );
}
