import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { guardedPage } from "@/app/(console)/guarded-page";
import { ProvisioningPanel } from "@/components/provisioning/provisioning-panel";
import { rotPublicUid } from "@/lib/contract/identifiers";

export async function generateMetadata({
  params,
}: {
  params: Promise<{ deviceId: string }>;
}): Promise<Metadata> {
  const { deviceId } = await params;
  return { title: `Provisioning of device ${deviceId}` };
}

export default guardedPage({
  permission: "provisioning:read",
  what: "see the provisioning of devices",
  screen: async ({ params }) => {
    const uid = rotPublicUid.safeParse((await params).deviceId);
    if (!uid.success) notFound();
    return <ProvisioningPanel rotPublicUid={uid.data} />;
  },
});
