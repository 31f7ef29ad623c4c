import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { LicenseFrame } from "@/components/licenses/page/license-frame";
import { Page } from "@/components/patterns/dossier";
import { Breadcrumb } from "@/components/shell/breadcrumb";
import { can } from "@/lib/access/permissions";
import { currentSession } from "@/lib/access/session";
import { licenses } from "@/lib/contract/licenses";

/** The id as it is written; undefined where an address holds what is no text. */
function decoded(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}

/** Around the tabs of one license. For whoever may not see any there is no frame: the page says so. */
export default async function LicenseLayout(props: {
  children: ReactNode;
  params: Promise<{ licenseId: string }>;
}) {
  const session = await currentSession();
  if (session === undefined || !can(session.role, "licenses:read")) return props.children;
  const params = licenses.get.params.safeParse({
    licenseId: decoded((await props.params).licenseId),
  });
  if (!params.success) notFound();
  return (
    <Page>
      <Breadcrumb items={[{ label: "Activations", href: "/activations" }]} />
      <LicenseFrame licenseId={params.data.licenseId}>{props.children}</LicenseFrame>
    </Page>
  );
}
