import type { Metadata } from "next";
import { guardedPage } from "@/app/(console)/guarded-page";
import { WhitelistScreen } from "@/components/whitelist/whitelist-screen";

export const metadata: Metadata = { title: "Whitelist" };

export default guardedPage({
  permission: "whitelist:read",
  what: "see the whitelist",
  screen: () => <WhitelistScreen />,
});
