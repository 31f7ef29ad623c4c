import type { Metadata } from "next";
import { guardedPage } from "@/app/(console)/guarded-page";
import { DeviceProfilesScreen } from "@/components/device-profiles/device-profiles-screen";

export const metadata: Metadata = { title: "Device profiles" };

export default guardedPage({
  permission: "devices:read",
  what: "see device profiles",
  screen: () => <DeviceProfilesScreen />,
});
