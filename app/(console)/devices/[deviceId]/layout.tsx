import type { ReactNode } from "react";
import { DeviceFrame } from "@/components/devices/page/device-frame";
import { Page } from "@/components/patterns/dossier";
import { Breadcrumb } from "@/components/shell/breadcrumb";
import { can } from "@/lib/access/permissions";
import { currentSession } from "@/lib/access/session";

/** Around the tabs of one device. For whoever may not see devices there is no frame: the page says so. */
export default async function DeviceLayout(props: {
  children: ReactNode;
  params: Promise<{ deviceId: string }>;
}) {
  const session = await currentSession();
  if (session === undefined || !can(session.role, "devices:read")) return props.children;
  const { deviceId } = await props.params;
  return (
    <Page>
      <Breadcrumb items={[{ label: "Devices", href: "/devices" }]} />
      <DeviceFrame key={deviceId} deviceId={deviceId}>
        {props.children}
      </DeviceFrame>
    </Page>
  );
}
