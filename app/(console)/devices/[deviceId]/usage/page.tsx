import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { guardedPage } from "@/app/(console)/guarded-page";
import { UsagePanel } from "@/components/usage/usage-panel";
import { rotPublicUid } from "@/lib/contract/identifiers";

export async function generateMetadata({
  params,
}: {
  params: Promise<{ deviceId: string }>;
}): Promise<Metadata> {
  const { deviceId } = await params;
  return { title: `Usage of device ${deviceId}` };
}

export default guardedPage({
  permission: "devices:read",
  what: "see usage",
  screen: async ({ params }) => {
    const uid = rotPublicUid.safeParse((await params).deviceId);
    if (!uid.success) notFound();
    return <UsagePanel rotPublicUid={uid.data} />;
  },
});
