import type { ReactNode } from "react";
import { JuniperFrame } from "@/components/juniper-access/juniper-frame";
import { Page } from "@/components/patterns/dossier";
import { Breadcrumb } from "@/components/shell/breadcrumb";
import { can } from "@/lib/access/permissions";
import { currentSession } from "@/lib/access/session";

/** Around the tabs of Juniper's connection. For whoever may not see connections there is no frame: the page says so. */
export default async function JuniperLayout({ children }: { children: ReactNode }) {
  const session = await currentSession();
  if (session === undefined || !can(session.role, "connections:read")) return children;
  return (
    <Page>
      <Breadcrumb items={[{ label: "Connections", href: "/connections" }]} />
      <JuniperFrame>{children}</JuniperFrame>
    </Page>
  );
}
