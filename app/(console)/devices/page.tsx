import type { Metadata } from "next";
import { guardedPage } from "@/app/(console)/guarded-page";
import { DevicesScreen } from "@/components/devices/devices-screen";

export const metadata: Metadata = { title: "Devices" };

export default guardedPage({
  permission: "devices:read",
  what: "see devices",
  screen: () => <DevicesScreen />,
});
