import type { Metadata } from "next";
import { guardedPage } from "@/app/(console)/guarded-page";
import { OverviewScreen } from "@/components/overview/overview-screen";

export const metadata: Metadata = { title: "Overview" };

export default guardedPage({
  permission: "session:self",
  what: "see the overview",
  screen: () => <OverviewScreen />,
});
