import type { Metadata } from "next";
import { guardedPage } from "@/app/(console)/guarded-page";
import { JuniperSettings } from "@/components/juniper-access/settings/juniper-settings";

export const metadata: Metadata = { title: "Settings of Juniper Direct Connect" };

export default guardedPage({
  permission: "connections:read",
  what: "see the connection to Juniper",
  screen: () => <JuniperSettings />,
});
