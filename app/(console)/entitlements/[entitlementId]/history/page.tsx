import type { Metadata } from "next";
import { guardedPage } from "@/app/(console)/guarded-page";
import { EntitlementHistory } from "@/components/entitlements/page/entitlement-history";

export const metadata: Metadata = { title: "History of an entitlement" };

export default guardedPage({
  permission: "licenses:read",
  what: "see entitlements",
  screen: () => <EntitlementHistory />,
});
