import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { guardedPage } from "@/app/(console)/guarded-page";
import { Page } from "@/components/patterns/dossier";
import { Breadcrumb } from "@/components/shell/breadcrumb";
import { VoucherScreen } from "@/components/vouchers/page/voucher-screen";
import { vouchers } from "@/lib/contract/vouchers";

export const metadata: Metadata = { title: "Voucher" };

export default guardedPage({
  permission: "licenses:read",
  what: "see vouchers",
  screen: async ({ params }) => {
    const asked = vouchers.get.params.safeParse(await params);
    if (!asked.success) notFound();
    return (
      <Page>
        <Breadcrumb items={[{ label: "Vouchers", href: "/vouchers" }]} />
        <VoucherScreen voucherId={asked.data.voucherId} />
      </Page>
    );
  },
});
