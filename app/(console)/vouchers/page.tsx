import type { Metadata } from "next";
import { guardedPage } from "@/app/(console)/guarded-page";
import { VouchersScreen } from "@/components/vouchers/vouchers-screen";

export const metadata: Metadata = { title: "Vouchers" };

export default guardedPage({
  permission: "licenses:read",
  what: "see vouchers",
  screen: () => <VouchersScreen />,
});
