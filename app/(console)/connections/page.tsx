import type { Metadata } from "next";
import { ConnectionsScreen } from "@/components/connections/connections-screen";
import { guardedPage } from "@/components/shell/guarded-page";

export const metadata: Metadata = { title: "Connections" };

export default guardedPage({
  permission: "connections:read",
  what: "see the vendor connections",
  screen: () => <ConnectionsScreen />,
});
