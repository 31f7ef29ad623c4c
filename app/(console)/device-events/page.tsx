import type { Metadata } from "next";
import { guardedPage } from "@/app/(console)/guarded-page";
import { DeviceEventsScreen } from "@/components/device-events/device-events-screen";

export const metadata: Metadata = { title: "Device events" };

export default guardedPage({
  permission: "devices:read",
  what: "see device events",
  screen: () => <DeviceEventsScreen />,
});
