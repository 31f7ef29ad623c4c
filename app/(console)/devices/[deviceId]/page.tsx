import type { Metadata } from "next";
import { guardedPage } from "@/app/(console)/guarded-page";
import { DeviceScreen } from "@/components/devices/device-screen";
import { Page } from "@/components/patterns/dossier";
import { Breadcrumb } from "@/components/shell/breadcrumb";
import { devices } from "@/lib/contract/devices";

interface DevicePage {
  params: Promise<Record<string, string>>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** What the address names: a RoT UID, or with `by=deviceSerialNumber` a serial number. */
async function addressed({ params, searchParams }: DevicePage) {
  const { deviceId = "" } = await params;
  const query = devices.get.query.safeParse(await searchParams);
  return { deviceId, by: query.data?.by ?? "rotPublicUid" } as const;
}

export async function generateMetadata(page: DevicePage): Promise<Metadata> {
  return { title: `Device ${(await addressed(page)).deviceId}` };
}

export default guardedPage({
  permission: "devices:read",
  what: "see devices",
  screen: async (page) => {
    const { deviceId, by } = await addressed(page);
    return (
      <Page>
        <Breadcrumb items={[{ label: "Devices", href: "/devices" }]} />
        <DeviceScreen key={`${by} ${deviceId}`} deviceId={deviceId} by={by} />
      </Page>
    );
  },
});
