import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { guardedPage } from "@/app/(console)/guarded-page";
import { CertificatePanel } from "@/components/device-certificates/certificate-panel";
import { rotPublicUid } from "@/lib/contract/identifiers";

export async function generateMetadata({
  params,
}: {
  params: Promise<{ deviceId: string }>;
}): Promise<Metadata> {
  const { deviceId } = await params;
  return { title: `Certificate of device ${deviceId}` };
}

export default guardedPage({
  permission: "device-certificates:read",
  what: "see device certificates",
  screen: async ({ params }) => {
    const uid = rotPublicUid.safeParse((await params).deviceId);
    if (!uid.success) notFound();
    return <CertificatePanel rotPublicUid={uid.data} />;
  },
});
