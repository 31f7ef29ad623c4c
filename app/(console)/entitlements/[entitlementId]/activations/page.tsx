import type { Metadata } from "next";
import { guardedPage } from "@/app/(console)/guarded-page";
import { EntitlementActivations } from "@/components/entitlements/page/entitlement-activations";

export const metadata: Metadata = { title: "Activations of an entitlement" };

export default guardedPage({
  permission: "licenses:read",
  what: "see entitlements",
  screen: () => <EntitlementActivations />,
});
