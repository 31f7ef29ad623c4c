import type { Metadata } from "next";
import { guardedPage } from "@/app/(console)/guarded-page";
import { EntitlementSummary } from "@/components/entitlements/page/entitlement-summary";

export const metadata: Metadata = { title: "Entitlement" };

export default guardedPage({
  permission: "licenses:read",
  what: "see entitlements",
  screen: () => <EntitlementSummary />,
});
