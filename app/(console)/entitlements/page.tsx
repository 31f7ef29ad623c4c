import type { Metadata } from "next";
import { guardedPage } from "@/app/(console)/guarded-page";
import { EntitlementsScreen } from "@/components/entitlements/entitlements-screen";

export const metadata: Metadata = { title: "Entitlements" };

export default guardedPage({
  permission: "licenses:read",
  what: "see entitlements",
  screen: () => <EntitlementsScreen />,
});
