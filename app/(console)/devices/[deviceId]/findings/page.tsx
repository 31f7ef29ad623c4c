import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { guardedPage } from "@/app/(console)/guarded-page";
import { FindingsPanel } from "@/components/findings/findings-panel";
import { rotPublicUid } from "@/lib/contract/identifiers";

export async function generateMetadata({
  params,
}: {
  params: Promise<{ deviceId: string }>;
}): Promise<Metadata> {
  const { deviceId } = await params;
  return { title: `Findings of device ${deviceId}` };
}

export default guardedPage({
  permission: "devices:read",
  what: "see findings",
  screen: async ({ params }) => {
    const uid = rotPublicUid.safeParse((await params).deviceId);
    if (!uid.success) notFound();
    return <FindingsPanel rotPublicUid={uid.data} />;
  },
});
