import type { Metadata } from "next";
import { guardedPage } from "@/app/(console)/guarded-page";
import { FindingsScreen } from "@/components/findings/findings-screen";

export const metadata: Metadata = { title: "Findings" };

export default guardedPage({
  permission: "devices:read",
  what: "see findings",
  screen: () => <FindingsScreen />,
});
