import type { Metadata } from "next";
import { guardedPage } from "@/app/(console)/guarded-page";
import { RootCaDevices } from "@/components/root-cas/page/root-ca-devices";

export const metadata: Metadata = { title: "Devices of a root CA" };

export default guardedPage({
  permission: "root-cas:read",
  what: "see root CAs",
  screen: () => <RootCaDevices />,
});
