import type { Metadata } from "next";
import { guardedPage } from "@/app/(console)/guarded-page";
import { Page } from "@/components/patterns/dossier";
import { Breadcrumb } from "@/components/shell/breadcrumb";
import { IssueScreen } from "@/components/vouchers/issue/issue-screen";
import { deviceSerial, ssrn } from "@/lib/contract/entitlements";

export const metadata: Metadata = { title: "Issue voucher" };

export default guardedPage({
  permission: "licenses:write",
  what: "issue vouchers",
  screen: async ({ searchParams }) => {
    const known = await searchParams;
    return (
      <Page>
        <Breadcrumb items={[{ label: "Vouchers", href: "/vouchers" }]} />
        <IssueScreen
          serialNumber={deviceSerial.safeParse(known.serialNumber).data}
          ssrn={ssrn.safeParse(known.ssrn).data}
        />
      </Page>
    );
  },
});
