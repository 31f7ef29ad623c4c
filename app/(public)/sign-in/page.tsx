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
  if ((await currentSession()) !== undefined) redirect(localPath(next));
  return (
    <SignInScreen
      next={localPath(next)}
      error={error ?? null}
      singleSignOn={env().OIDC_ISSUER !== undefined}
    />
  );
}
