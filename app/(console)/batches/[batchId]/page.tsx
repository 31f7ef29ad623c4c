import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { guardedPage } from "@/app/(console)/guarded-page";
import { BatchScreen } from "@/components/batches/batch-screen";
import { Page } from "@/components/patterns/dossier";
import { Breadcrumb } from "@/components/shell/breadcrumb";

interface Props {
  params: Promise<{ batchId: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { batchId } = await params;
  return { title: /^\d+$/.test(batchId) ? `Batch ${batchId}` : "Batches" };
}

export default guardedPage({
  permission: "batches:read",
  what: "see certificate batches",
  screen: async ({ params }) => {
    const { batchId = "" } = await params;
    if (!/^[1-9]\d{0,14}$/.test(batchId)) notFound();
    return (
      <Page>
        <Breadcrumb items={[{ label: "Batches", href: "/batches" }]} />
        <BatchScreen batchId={Number(batchId)} />
      </Page>
    );
  },
});
