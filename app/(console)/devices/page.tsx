import type { Metadata } from "next";
import { DevicesScreen } from "@/components/devices/devices-screen";
import { guardedPage } from "@/components/shell/guarded-page";

export const metadata: Metadata = { title: "Devices" };

export default guardedPage({
  permission: "devices:read",
  what: "see devices",
  screen: () => <DevicesScreen />,
});
