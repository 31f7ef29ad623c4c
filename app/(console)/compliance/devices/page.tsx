import type { Metadata } from "next";
import { guardedPage } from "@/app/(console)/guarded-page";
import { DevicesScreen } from "@/components/compliance/devices-screen";

export const metadata: Metadata = { title: "Compliance by device" };

export default guardedPage({
  permission: "licenses:read",
  what: "see the compliance of licenses",
  screen: () => <DevicesScreen />,
});
