import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { Page } from "@/components/patterns/dossier";
import { RootCaFrame } from "@/components/root-cas/page/root-ca-frame";
import { Breadcrumb } from "@/components/shell/breadcrumb";
import { can } from "@/lib/access/permissions";
import { currentSession } from "@/lib/access/session";
import { rootCas } from "@/lib/contract/root-cas";

/** The name as it is written; undefined where an address holds what is no text. */
function decoded(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}

/** Around the tabs of one root CA. For whoever may not see root CAs there is no frame: the page says so. */
export default async function RootCaLayout(props: {
  children: ReactNode;
  params: Promise<{ caName: string }>;
}) {
  const session = await currentSession();
  if (session === undefined || !can(session.role, "root-cas:read")) return props.children;
  const params = rootCas.get.params.safeParse({ caName: decoded((await props.params).caName) });
  if (!params.success) notFound();
  return (
    <Page>
      <Breadcrumb items={[{ label: "Root CAs", href: "/root-cas" }]} />
      <RootCaFrame caName={params.data.caName}>{props.children}</RootCaFrame>
    </Page>
  );
}
