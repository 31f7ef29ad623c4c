import type { Metadata } from "next";
import { guardedPage } from "@/app/(console)/guarded-page";
import { Page } from "@/components/patterns/dossier";
import { Breadcrumb } from "@/components/shell/breadcrumb";
import { VendorHooksScreen } from "@/components/vendor-hooks/vendor-hooks-screen";

export const metadata: Metadata = { title: "Vendor hooks" };

export default guardedPage({
  permission: "connections:read",
  what: "see vendor hooks",
  screen: () => (
    <Page>
      <Breadcrumb items={[{ label: "Connections", href: "/connections" }]} />
      <VendorHooksScreen />
    </Page>
  ),
});
