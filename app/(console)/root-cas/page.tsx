import type { Metadata } from "next";
import { guardedPage } from "@/app/(console)/guarded-page";
import { RootCasScreen } from "@/components/root-cas/root-cas-screen";

export const metadata: Metadata = { title: "Root CAs" };

export default guardedPage({
  permission: "root-cas:read",
  what: "see root CAs",
  screen: () => <RootCasScreen />,
});
