import type { Metadata } from "next";
import { guardedPage } from "@/app/(console)/guarded-page";
import { FindingScreen } from "@/components/findings/finding-screen";
import { Page } from "@/components/patterns/dossier";
import { Breadcrumb } from "@/components/shell/breadcrumb";

export const metadata: Metadata = { title: "Finding" };

export default guardedPage({
  permission: "devices:read",
  what: "see findings",
  screen: async ({ params }) => (
    <Page>
      <Breadcrumb items={[{ label: "Findings", href: "/findings" }]} />
      <FindingScreen findingId={(await params).findingId ?? ""} />
    </Page>
  ),
});
