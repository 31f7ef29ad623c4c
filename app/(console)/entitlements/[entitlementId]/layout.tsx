import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { EntitlementFrame } from "@/components/entitlements/page/entitlement-frame";
import { Page } from "@/components/patterns/dossier";
import { Breadcrumb } from "@/components/shell/breadcrumb";
import { can } from "@/lib/access/permissions";
import { currentSession } from "@/lib/access/session";
import { entitlements } from "@/lib/contract/entitlements";

/** The id as it is written; undefined where an address holds what is no text. */
function decoded(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}

/** Around the tabs of one entitlement. For whoever may not see any there is no frame: the page says so. */
export default async function EntitlementLayout(props: {
  children: ReactNode;
  params: Promise<{ entitlementId: string }>;
}) {
  const session = await currentSession();
  if (session === undefined || !can(session.role, "licenses:read")) return props.children;
  const params = entitlements.get.params.safeParse({
    entitlementId: decoded((await props.params).entitlementId),
  });
  if (!params.success) notFound();
  return (
    <Page>
      <Breadcrumb items={[{ label: "Entitlements", href: "/entitlements" }]} />
      <EntitlementFrame entitlementId={params.data.entitlementId}>{props.children}</EntitlementFrame>
    </Page>
  );
}
