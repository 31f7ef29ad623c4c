import type { Metadata } from "next";
import { guardedPage } from "@/app/(console)/guarded-page";
import { JuniperBudget } from "@/components/juniper-access/budget/juniper-budget";

export const metadata: Metadata = { title: "Juniper Direct Connect" };

export default guardedPage({
  permission: "connections:read",
  what: "see the connection to Juniper",
  screen: () => <JuniperBudget />,
});
