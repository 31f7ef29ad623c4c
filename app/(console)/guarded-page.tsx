import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { NoPermission } from "@/components/patterns/states";
import { can, type Permission } from "@/lib/access/permissions";
import { currentSession } from "@/lib/access/session";

interface PageProps {
  params: Promise<Record<string, string>>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

interface GuardedPage {
  permission: Permission;
  /** Completes "Your role cannot …": "see tags". */
  what: string;
  screen: (props: PageProps) => ReactNode | Promise<ReactNode>;
}

/**
 * A page of the console: its screen if the person's role may see it now, else who may. The data behind it is
 * guarded again by every operation that hands it out.
 */
export function guardedPage({ permission, what, screen }: GuardedPage) {
  return async function Page(props: PageProps) {
    const session = await currentSession();
    if (session === undefined) redirect("/sign-in");
    if (!can(session.role, permission)) {
      return <NoPermission permission={permission} what={what} />;
    }
    return screen(props);
  };
}
