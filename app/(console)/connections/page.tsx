import type { Metadata } from "next";
import { guardedPage } from "@/app/(console)/guarded-page";
import { ConnectionsScreen } from "@/components/connections/connections-screen";

export const metadata: Metadata = { title: "Connections" };

export default guardedPage({
  permission: "connections:read",
  what: "see the vendor connections",
  screen: () => <ConnectionsScreen />,
});
