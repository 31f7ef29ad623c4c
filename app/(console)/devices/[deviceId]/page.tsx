import type { Metadata } from "next";
import { guardedPage } from "@/app/(console)/guarded-page";
import { DeviceSummary } from "@/components/devices/page/device-summary";

export async function generateMetadata(page: { params: Promise<{ deviceId: string }> }): Promise<Metadata> {
  return { title: `Device ${(await page.params).deviceId}` };
}

export default guardedPage({
  permission: "devices:read",
  what: "see devices",
  screen: () => <DeviceSummary />,
});
