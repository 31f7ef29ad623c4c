import type { Metadata } from "next";
import { guardedPage } from "@/app/(console)/guarded-page";
import { JuniperOnboarding } from "@/components/juniper-access/onboarding/juniper-onboarding";

export const metadata: Metadata = { title: "Onboarding with Juniper" };

export default guardedPage({
  permission: "connections:read",
  what: "see the connection to Juniper",
  screen: () => <JuniperOnboarding />,
});
