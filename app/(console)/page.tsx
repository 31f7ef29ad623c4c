import type { Metadata } from "next";
import { OverviewScreen } from "@/components/overview/overview-screen";
import { guardedPage } from "@/components/shell/guarded-page";

export const metadata: Metadata = { title: "Overview" };

export default guardedPage({
  permission: "session:self",
  what: "see the overview",
  screen: () => <OverviewScreen />,
});
