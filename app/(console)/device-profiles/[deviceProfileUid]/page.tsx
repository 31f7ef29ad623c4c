import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { guardedPage } from "@/app/(console)/guarded-page";
import { DeviceProfileScreen } from "@/components/device-profiles/device-profile-screen";
import { Page } from "@/components/patterns/dossier";
import { BootstrapProvisioning } from "@/components/provisioning/bootstrap-provisioning";
import { Breadcrumb } from "@/components/shell/breadcrumb";

export const metadata: Metadata = { title: "Device profile" };

/** The UID as it was before it became part of an address; undefined when the address is broken. */
function decoded(part: string | undefined): string | undefined {
  try {
    return part && decodeURIComponent(part);
  } catch {
    return undefined;
  }
}

export default guardedPage({
  permission: "devices:read",
  what: "see device profiles",
  screen: async ({ params }) => {
    const deviceProfileUid = decoded((await params).deviceProfileUid);
    if (!deviceProfileUid) notFound();
    return (
      <Page>
        <Breadcrumb items={[{ label: "Device profiles", href: "/device-profiles" }]} />
        <DeviceProfileScreen
          key={deviceProfileUid}
          deviceProfileUid={deviceProfileUid}
          bootstrap={<BootstrapProvisioning deviceProfileUid={deviceProfileUid} />}
        />
      </Page>
    );
  },
});
