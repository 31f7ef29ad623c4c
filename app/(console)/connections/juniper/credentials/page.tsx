import type { Metadata } from "next";
import { guardedPage } from "@/app/(console)/guarded-page";
import { JuniperCredentials } from "@/components/juniper-access/credentials/juniper-credentials";

export const metadata: Metadata = { title: "Credentials for Juniper" };

export default guardedPage({
  permission: "connections:read",
  what: "see the connection to Juniper",
  screen: () => <JuniperCredentials />,
});
