import type { Metadata } from "next";
import { guardedPage } from "@/app/(console)/guarded-page";
import { DeviceCertificatesScreen } from "@/components/device-certificates/device-certificates-screen";

export const metadata: Metadata = { title: "Device certificates" };

export default guardedPage({
  permission: "device-certificates:read",
  what: "see device certificates",
  screen: () => <DeviceCertificatesScreen />,
});
