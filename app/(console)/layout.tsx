import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { JobsTray } from "@/components/jobs/tray/jobs-tray";
import { ConsoleFrame } from "@/components/shell/console-frame";
import { sidebarCookie } from "@/components/shell/sidebar-cookie";
import { currentSession } from "@/lib/access/session";
import { env } from "@/lib/env";

/** Every page of the console: whoever is not signed in goes to the door first, and comes back to the page. */
export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const session = await currentSession();
  if (session === undefined) {
    const wanted = (await headers()).get("x-muniment-path") ?? "/";
    redirect(`/sign-in?next=${encodeURIComponent(wanted)}`);
  }
  const { userId, name, email, role } = session;
  const collapsed = (await cookies()).get(sidebarCookie)?.value === "collapsed";
  return (
    <ConsoleFrame
      who={{ userId, name, email, role }}
      sandbox={env().SANDBOX}
      sidebarCollapsed={collapsed}
      jobs={<JobsTray />}
    >
      {children}
    </ConsoleFrame>
  );
}
