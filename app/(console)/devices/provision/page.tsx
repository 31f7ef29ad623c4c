import type { Metadata } from "next";
import { guardedPage } from "@/app/(console)/guarded-page";
import { Page } from "@/components/patterns/dossier";
import { ProvisionScreen } from "@/components/provisioning/provision-screen";
import { Breadcrumb } from "@/components/shell/breadcrumb";

export const metadata: Metadata = { title: "Provision devices" };

export default guardedPage({
  permission: "provisioning:write",
  what: "provision devices",
  screen: async ({ searchParams }) => {
    const search = await searchParams;
    return (
      <Page>
        <Breadcrumb items={[{ label: "Devices", href: "/devices" }]} />
        <ProvisionScreen key={JSON.stringify(search)} search={search} />
      </Page>
    );
  },
});
