import type { Metadata } from "next";
import { guardedPage } from "@/app/(console)/guarded-page";
import { EntitlementVouchers } from "@/components/entitlements/page/entitlement-vouchers";

export const metadata: Metadata = { title: "Vouchers of an entitlement" };

export default guardedPage({
  permission: "licenses:read",
  what: "see entitlements",
  screen: () => <EntitlementVouchers />,
});
