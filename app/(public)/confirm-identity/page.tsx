import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { type ConfirmationStage, ConfirmIdentityScreen } from "@/components/sign-in/confirm-identity-screen";
import { isConfirmed } from "@/lib/access/confirmation";
import { localPath } from "@/lib/access/local-path";
import { currentSession } from "@/lib/access/session";
import type { Session } from "@/lib/access/sessions";
import { whoAmI } from "@/lib/domain/users/self";

export const metadata: Metadata = { title: "Confirm that it is you" };

interface Props {
  searchParams: Promise<{ next?: string; error?: string; returned?: string }>;
}

function stageOf(
  session: Session,
  { error, returned }: { error?: string; returned?: string },
): ConfirmationStage {
  if (error !== undefined) return { at: "failed", error };
  if (returned === undefined) return { at: "begin" };
  return isConfirmed(session) ? { at: "confirmed" } : { at: "failed", error: "not_anew" };
}

/** People of the identity provider confirm there who they are; all others have their password asked for on the spot. */
export default async function ConfirmIdentityPage({ searchParams }: Props) {
  const { next, ...came } = await searchParams;
  const session = await currentSession();
  if (session === undefined) redirect(`/sign-in?next=${encodeURIComponent(localPath(next))}`);
  const { confirmation } = await whoAmI(session);
  if (confirmation.by === "password") redirect(localPath(next));
  return (
    <ConfirmIdentityScreen
      stage={stageOf(session, came)}
      next={next === undefined ? null : localPath(next)}
    />
  );
}
