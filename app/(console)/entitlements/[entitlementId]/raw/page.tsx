import type { Metadata } from "next";
import { guardedPage } from "@/app/(console)/guarded-page";
import { EntitlementRaw } from "@/components/entitlements/page/entitlement-raw";

export const metadata: Metadata = { title: "Raw entitlement" };

export default guardedPage({
  permission: "licenses:read",
  what: "see entitlements",
  screen: () => <EntitlementRaw />,
});
