"use client";

import { usePathname, useSearchParams } from "next/navigation";
import type { ReactNode } from "react";
import { readFailure, StaleNotice } from "@/components/patterns/answer";
import { Page } from "@/components/patterns/dossier";
import { PolledPageHead } from "@/components/patterns/polled-page-head";
import { problemOf } from "@/components/patterns/problem";
import { usePollClock } from "@/components/patterns/time/use-poll-clock";
import { useCan } from "@/components/patterns/who";
import { CopyButton } from "@/components/ui/copy-button";
import { TabLinks } from "@/components/ui/tabs";
import type { Permission } from "@/lib/access/permissions";
import { type Device, devices } from "@/lib/contract/devices";
import { deviceLink, devicePage } from "../device-address";
import { DeviceState } from "../device-state";
import { DeviceNotFound } from "../dossier/not-found";
import { useDevice, useProfileNames } from "../queries";
import { ticketText } from "../ticket-text";
import { DeviceProvider } from "./device-context";

const refreshEveryMs = 60_000;

/** The parts of a device's page below its own address. */
const tabs: readonly { path: string; label: string; permission: Permission }[] = [
  { path: "", label: "Summary", permission: "devices:read" },
  { path: "/provisioning", label: "Provisioning", permission: "provisioning:read" },
  { path: "/certificate", label: "Certificate", permission: "device-certificates:read" },
  { path: "/events", label: "Events", permission: "devices:read" },
  { path: "/usage", label: "Usage", permission: "devices:read" },
  { path: "/e2e-keys", label: "End-to-end keys", permission: "e2e:read" },
  { path: "/findings", label: "Findings", permission: "devices:read" },
];

function DeviceTabs({ rotPublicUid, shown }: { rotPublicUid: string; shown: string }) {
  const pathname = usePathname();
  const may = useCan();
  return (
    <TabLinks
      label="Parts of this device"
      items={tabs
        .filter(({ permission }) => may(permission))
        .map(({ path, label }) => ({
          href: `${devicePage(rotPublicUid)}${path}`,
          label,
          current: pathname === `${devicePage(shown)}${path}`,
        }))}
    />
  );
}

/** Who it is, under its RoT UID: serial number, IMEI and type. */
function IdentityLine({ identity }: Device) {
  if (identity === null) return null;
  const parts = [
    identity.deviceSerialNumber && ["Serial", identity.deviceSerialNumber],
    identity.imei && ["IMEI", identity.imei],
    identity.typeNumber && ["Type", identity.typeNumber],
  ].filter((part) => Array.isArray(part));
  return (
    <span className="flex flex-wrap gap-x-4">
      {parts.map(([label, value]) => (
        <span key={label}>
          {label} <span className="font-mono text-12 text-ink">{value}</span>
        </span>
      ))}
    </span>
  );
}

/** Around every tab of a device: who it is, how it stands. Its address may also name it by its serial number. */
export function DeviceFrame({ deviceId, children }: { deviceId: string; children: ReactNode }) {
  const asked = devices.get.query.safeParse({ by: useSearchParams().get("by") ?? undefined });
  const by = asked.data?.by ?? "rotPublicUid";
  const clock = usePollClock("device", refreshEveryMs);
  const read = useDevice({ deviceId, by }, clock.refetchInterval);
  const names = useProfileNames();
  const device = read.data?.value;
  const trouble = problemOf(read.error);
  if (read.error && trouble?.code === "not_found") return <DeviceNotFound deviceId={deviceId} by={by} />;
  const uid = device?.rotPublicUid ?? (by === "rotPublicUid" ? deviceId : undefined);
  return (
    <Page>
      <PolledPageHead
        title={<span className="font-mono">{uid ?? deviceId}</span>}
        status={
          device && (
            <>
              <CopyButton value={device.rotPublicUid} label="Copy RoT UID" />
              <DeviceState device={device} variant="badge" />
            </>
          )
        }
        description={device && <IdentityLine {...device} />}
        clock={clock}
        read={read}
        action={
          device &&
          read.data && (
            <CopyButton
              labeled
              size="medium"
              label="Copy for ticket"
              value={ticketText({
                device,
                names,
                link: deviceLink(device.rotPublicUid),
                asOf: read.data.asOf,
              })}
            />
          )
        }
      />
      <StaleNotice read={read} vendor="u-blox" what="this device" />
      {readFailure(read, "Certificate batches and the audit history do not need u-blox and still work.")}
      {uid !== undefined && <DeviceTabs rotPublicUid={uid} shown={deviceId} />}
      <DeviceProvider
        shown={{
          read: device && read.data && { device, asOf: read.data.asOf },
          failed: device === undefined && read.error !== null,
          names,
        }}
      >
        {children}
      </DeviceProvider>
    </Page>
  );
}
